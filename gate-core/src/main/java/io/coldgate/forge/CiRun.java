package io.coldgate.forge;

/**
 * The run of a pipeline that measured.
 *
 * @param id its number; later runs have greater ones
 * @param attempt the number of its attempt; later ones have greater numbers
 */
public record CiRun(long id, long attempt) {}
