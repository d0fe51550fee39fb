/**
 * {@code report.html}: the report to look at, in one file without a script. All markup goes through one writer, which
 * escapes every text and every attribute.
 */
@NullMarked
package io.coldgate.report.html;

import org.jspecify.annotations.NullMarked;
