/** Options that commands share, their values, and messages about unknown words. */
@NullMarked
package io.coldgate.cli.option;

import org.jspecify.annotations.NullMarked;
