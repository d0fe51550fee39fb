/** Options that commands share, their values, and what is said of words that are no option. */
@NullMarked
package io.coldgate.cli.option;

import org.jspecify.annotations.NullMarked;
