package io.coldgate.explain;

/**
 * A piece of advice: an observation and its remedy.
 *
 * @param rule the rule's name, which is stable across versions
 * @param evidence what was observed, from at least two sources
 * @param action what to do
 * @param at file and line; empty if it is not about a single line
 */
public record Advice(String rule, String evidence, String action, String at) {}
