/**
 * A small HTTP/1.1 server on loopback: one thread per connection, so that a request needs no hand-over between threads
 * while a start is being measured. Imports nothing of the project.
 */
@NullMarked
package io.coldgate.embedded.http;

import org.jspecify.annotations.NullMarked;
