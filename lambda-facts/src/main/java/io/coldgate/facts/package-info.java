/** Names and limits of AWS Lambda, each with its source. Contains no logic of the gate or of the embedded Lambda. */
@NullMarked
package io.coldgate.facts;

import org.jspecify.annotations.NullMarked;
