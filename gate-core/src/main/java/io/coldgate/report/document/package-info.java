/**
 * {@code report.json} as records: created from a judged run, written to a file, and read again by the commands that
 * show it. The format is described by {@code docs/report.md} and sealed by a test.
 */
@NullMarked
package io.coldgate.report.document;

import org.jspecify.annotations.NullMarked;
