package io.coldgate.sweep;

/**
 * One combination of settings of a function.
 *
 * @param name the name under which it is measured, unique in the run
 * @param function the function in the thresholds file
 * @param label the settings that are varied: {@code 512MB, GOGC=off}
 * @param architecture {@code x86_64} or {@code arm64}
 * @param memoryMegabytes memory setting, in units of 2^20 bytes
 */
public record Variant(String name, String function, String label, String architecture, int memoryMegabytes) {}
