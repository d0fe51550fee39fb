/**
 * Decision rules on recorded cold starts: reads a file of recorded starts, resamples it into builds of unchanged and of
 * slowed code, and counts what Coldgate's rule and the rules of other tools say. Imports {@code unit} and
 * {@code stats}; apart from reading the file it is pure, and its result depends on the file, the settings and the seed
 * alone.
 */
@NullMarked
package io.coldgate.replay;

import org.jspecify.annotations.NullMarked;
