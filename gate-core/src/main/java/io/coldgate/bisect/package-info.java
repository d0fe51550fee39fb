/** The search for the first slow commit, and the state that it goes on from. */
@NullMarked
package io.coldgate.bisect;

import org.jspecify.annotations.NullMarked;
