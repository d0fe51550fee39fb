/** Settings of a function beside each other: what each combination measured, and which one to recommend: pure. */
@NullMarked
package io.coldgate.sweep;

import org.jspecify.annotations.NullMarked;
