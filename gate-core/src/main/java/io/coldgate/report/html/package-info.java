/**
 * {@code report.html}: the visual report, in one file without scripts. All markup goes through one writer, which
 * escapes every text and every attribute.
 */
@NullMarked
package io.coldgate.report.html;

import org.jspecify.annotations.NullMarked;
