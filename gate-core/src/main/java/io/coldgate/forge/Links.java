package io.coldgate.forge;

import java.util.Optional;

/**
 * Links to further information. All addresses come from the runner.
 *
 * @param run the page of the run, where more can be read
 * @param page what the forge calls that page, such as {@code job summary}
 * @param artifact the run's files
 * @param commit the measured commit, abbreviated; empty when not known
 */
public record Links(Optional<String> run, String page, Optional<String> artifact, String commit) {}
