/** The targets of Makefiles, read as text without running make. All input is untrusted and bounded. */
@NullMarked
package io.coldgate.makefile;

import org.jspecify.annotations.NullMarked;
