/** The search for the first slow commit, and what is kept of it: pure. */
@NullMarked
package io.coldgate.bisect;

import org.jspecify.annotations.NullMarked;
