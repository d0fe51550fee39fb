/**
 * Deploys copies of functions, journals and restores changes of existing functions, and finds leftovers of killed runs.
 */
@NullMarked
package io.coldgate.deploy;

import org.jspecify.annotations.NullMarked;
