/** The search for the first slow commit, and the state from which it resumes. */
@NullMarked
package io.coldgate.bisect;

import org.jspecify.annotations.NullMarked;
