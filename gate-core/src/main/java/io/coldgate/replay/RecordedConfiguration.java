package io.coldgate.replay;

/**
 * The configuration of a function; all starts of one configuration are comparable.
 *
 * @param function the function
 * @param packaging {@code zip} or {@code image}
 * @param memory memory size in MB
 * @param architecture {@code x86_64} or {@code arm64}
 */
public record RecordedConfiguration(String function, String packaging, int memory, String architecture) {
    @Override
    public String toString() {
        return function + ", " + packaging + ", " + memory + " MB, " + architecture;
    }
}
