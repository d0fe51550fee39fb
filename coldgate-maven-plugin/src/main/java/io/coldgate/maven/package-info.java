/**
 * The gate as a goal of Maven. It starts the command in a JVM of its own: Maven's is large, busy and full of other
 * plugins' threads, which would disturb what is measured.
 */
@NullMarked
package io.coldgate.maven;

import org.jspecify.annotations.NullMarked;
