/** Commands on functions in production: {@code coldgate canary} and {@code coldgate watch}. */
@NullMarked
package io.coldgate.cli.production;

import org.jspecify.annotations.NullMarked;
