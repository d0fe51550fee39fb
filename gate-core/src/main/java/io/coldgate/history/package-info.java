/** Filed runs, the trend of each series over them, and the record of each budget. The package is pure. */
@NullMarked
package io.coldgate.history;

import org.jspecify.annotations.NullMarked;
