/**
 * A model of how AWS's control plane treats its callers: how long updates take, how many requests are let through, and
 * faults that can be switched on and off. The model decides; the control plane acts. Imports {@code wire}.
 */
@NullMarked
package io.coldgate.embedded.model;

import org.jspecify.annotations.NullMarked;
