/**
 * Settings of a function side by side: the measurements of each combination, and a recommendation. The package is pure.
 */
@NullMarked
package io.coldgate.sweep;

import org.jspecify.annotations.NullMarked;
