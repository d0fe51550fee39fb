/** YAML with the position of every node. */
@NullMarked
package io.coldgate.thresholds.yaml;

import org.jspecify.annotations.NullMarked;
