/** The operations of Lambda's API, grouped by resource. Imports everything below it. */
@NullMarked
package io.coldgate.embedded.api.operation;

import org.jspecify.annotations.NullMarked;
