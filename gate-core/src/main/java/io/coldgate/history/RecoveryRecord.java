package io.coldgate.history;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The times to recovery of a function in production, from the alarm to the proof. Open incidents are not included.
 *
 * @param function its name
 * @param incidents the number of past incidents
 * @param medianMillis the median of their times; for an even number, the mean of the two middle ones
 * @param longestMillis the longest
 * @param newest the newest of them
 */
public record RecoveryRecord(
        String function, int incidents, long medianMillis, long longestMillis, FiledIncident newest) {
    /**
     * Returns the records of all functions, by name.
     *
     * @param incidents all incidents, oldest first
     */
    public static List<RecoveryRecord> of(List<FiledIncident> incidents) {
        return incidents.stream()
                .collect(Collectors.groupingBy(FiledIncident::function, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(RecoveryRecord::ofOne)
                .toList();
    }

    private static RecoveryRecord ofOne(List<FiledIncident> incidents) {
        long[] times = incidents.stream()
                .mapToLong(FiledIncident::millisToRecovery)
                .sorted()
                .toArray();
        int middle = times.length / 2;
        FiledIncident newest = incidents.get(incidents.size() - 1);
        return new RecoveryRecord(
                newest.function(),
                times.length,
                times.length % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2,
                times[times.length - 1],
                newest);
    }
}
