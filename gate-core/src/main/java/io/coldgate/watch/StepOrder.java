package io.coldgate.watch;

import io.coldgate.thresholds.WatchAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order in which an incident takes the steps of the file: the next one is always the first step not taken yet, even
 * if the file has been reordered.
 */
final class StepOrder {
    private StepOrder() {}

    /**
     * Returns the next step; empty when all are taken.
     *
     * @param actions the steps of the present file
     * @param taken the steps of the incident
     */
    static Optional<WatchAction> next(List<WatchAction> actions, List<StepRecord> taken) {
        List<WatchAction> left = new ArrayList<>(actions);
        for (StepRecord step : taken) {
            for (int i = 0; i < left.size(); i++) {
                if (step.took(left.get(i))) {
                    left.remove(i);
                    break;
                }
            }
        }
        return left.stream().findFirst();
    }
}
