/** {@code coldgate history} and the commands below it. */
@NullMarked
package io.coldgate.cli.history;

import org.jspecify.annotations.NullMarked;
