/** Runs bisections: commits are built and compared until the first slow one is found. */
@org.jspecify.annotations.NullMarked
package io.coldgate.run.bisect;
