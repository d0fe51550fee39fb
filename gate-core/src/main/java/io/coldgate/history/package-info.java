/** The runs that were filed, the trend of each series over them, and the record of each budget: pure. */
@NullMarked
package io.coldgate.history;

import org.jspecify.annotations.NullMarked;
