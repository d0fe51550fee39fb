/** Schedules and takes samples until every check is decided. */
@NullMarked
package io.coldgate.measure;

import org.jspecify.annotations.NullMarked;
