/**
 * The gate as a goal of Maven. It starts the command in a separate JVM: Maven's own JVM is large, busy and full of
 * other plugins' threads, which would disturb measurements.
 */
@NullMarked
package io.coldgate.maven;

import org.jspecify.annotations.NullMarked;
