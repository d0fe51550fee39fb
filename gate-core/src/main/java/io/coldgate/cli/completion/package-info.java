/** {@code coldgate completion}: scripts for shells. */
@NullMarked
package io.coldgate.cli.completion;

import org.jspecify.annotations.NullMarked;
