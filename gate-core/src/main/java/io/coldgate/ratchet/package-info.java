/** Budgets that are proven with room, and their tighter limits in the text of the file. */
@NullMarked
package io.coldgate.ratchet;

import org.jspecify.annotations.NullMarked;
