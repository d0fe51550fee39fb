package io.coldgate.explain;

/**
 * An advice: what was seen, and what to do about it.
 *
 * @param rule the rule's name, which stays the same from version to version
 * @param evidence what was seen, from at least two sources
 * @param action what to do
 * @param at file and line; empty where no single line is meant
 */
public record Advice(String rule, String evidence, String action, String at) {}
