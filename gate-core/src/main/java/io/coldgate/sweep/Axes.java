package io.coldgate.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The axes that are varied; an empty axis stays as the file has it.
 *
 * @param memoryMegabytes memory settings, in units of 2^20 bytes
 * @param architectures architectures by Lambda's names
 * @param environment values by variable; a variable that the file has is replaced
 * @param builds commands by the name of what they make, split as a POSIX shell would
 */
public record Axes(
        List<Integer> memoryMegabytes,
        List<String> architectures,
        Map<String, List<String>> environment,
        Map<String, List<String>> builds) {
    /** Copies the collections; the order of the variables is kept. */
    public Axes {
        memoryMegabytes = List.copyOf(memoryMegabytes);
        architectures = List.copyOf(architectures);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        builds = Collections.unmodifiableMap(new LinkedHashMap<>(builds));
    }

    /** Combinations of a function. */
    public long size() {
        long size = (long) Math.max(1, memoryMegabytes.size())
                * Math.max(1, architectures.size())
                * Math.max(1, builds.size());
        for (List<String> values : environment.values()) {
            size *= values.size();
        }
        return size;
    }

    /** Every combination of the variables' values. */
    List<Map<String, String>> environments() {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, List<String>> variable : environment.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> some : all) {
                for (String value : variable.getValue()) {
                    Map<String, String> one = new LinkedHashMap<>(some);
                    one.put(variable.getKey(), value);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }
}
