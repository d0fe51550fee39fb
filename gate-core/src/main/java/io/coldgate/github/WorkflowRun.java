package io.coldgate.github;

/**
 * The workflow run that measured.
 *
 * @param id its number; later runs have greater ones
 * @param attempt which attempt at it, from 1
 */
public record WorkflowRun(long id, int attempt) {}
