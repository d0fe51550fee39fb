package io.coldgate.build;

import io.coldgate.lambda.Code;
import io.coldgate.thresholds.ConfigurationChange;
import java.util.Optional;

/**
 * The candidate's counterpart, ready to be deployed: the candidate with these changes.
 *
 * @param code its own code; empty for the candidate's code
 * @param published the alias or version of a deployed function that it is a copy of, settings included
 * @param change settings that differ
 */
public record BaselinePackage(Optional<Code> code, Optional<String> published, ConfigurationChange change) {}
