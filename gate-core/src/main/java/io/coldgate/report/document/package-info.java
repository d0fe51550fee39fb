/**
 * {@code report.json} as records: made of a judged run, written, and read again by whoever shows it. The format is
 * described by {@code docs/report.md} and sealed by a test.
 */
@NullMarked
package io.coldgate.report.document;

import org.jspecify.annotations.NullMarked;
