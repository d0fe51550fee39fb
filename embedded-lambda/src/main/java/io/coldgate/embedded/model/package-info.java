/**
 * A model of what AWS's control plane does to its callers, and faults that can be switched on and off: how long updates
 * take, how many requests are let through, what goes wrong. Decides only; the control plane carries out. Imports
 * {@code wire}.
 */
@NullMarked
package io.coldgate.embedded.model;

import org.jspecify.annotations.NullMarked;
