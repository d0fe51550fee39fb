/**
 * Decision rules on recorded cold starts: reads a file of recorded starts, resamples it into builds of unchanged and of
 * slowed code, and counts the verdicts of Coldgate's rule and the rules of other tools. It imports {@code unit} and
 * {@code stats}; apart from reading the file it is pure, and its result depends only on the file, the settings and the
 * seed.
 */
@NullMarked
package io.coldgate.replay;

import org.jspecify.annotations.NullMarked;
