package io.coldgate.github;

import java.util.Optional;

/**
 * Links to places where more can be read. Every address is one that the runner gave.
 *
 * @param run the workflow run's page
 * @param artifact the run's files
 * @param commit what was measured, abbreviated; empty when not known
 */
public record Links(Optional<String> run, Optional<String> artifact, String commit) {}
