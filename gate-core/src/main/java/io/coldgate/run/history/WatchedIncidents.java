package io.coldgate.run.history;

import io.coldgate.history.FiledIncident;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.watch.StateFile;
import io.coldgate.unit.Printable;
import io.coldgate.watch.FunctionState;
import io.coldgate.watch.Incident;
import io.coldgate.watch.WatchState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The incidents in the state of a watch.
 *
 * @param over those that can be filed, oldest first
 * @param open those that are not over, or whose steps are still being taken back, as people read them
 * @param unproven those that were closed although recovery was not proven: they have no time to recovery
 */
public record WatchedIncidents(List<FiledIncident> over, List<String> open, List<String> unproven) {
    /** Copies the lists. */
    public WatchedIncidents {
        over = List.copyOf(over);
        open = List.copyOf(open);
        unproven = List.copyOf(unproven);
    }

    /**
     * Reads the state of a watch, which may be under way.
     *
     * @param option the option that named the file
     * @throws RunException with exit code 4 when there is none, 2 when it cannot be read
     */
    public static WatchedIncidents read(Path file, String option) throws RunException {
        WatchState state = StateFile.read(file, option)
                .orElseThrow(() -> new RunException(
                        ExitCode.COULD_NOT_MEASURE,
                        option + " " + file + ": no watch has written it; name the --state of coldgate watch"));
        List<FiledIncident> over = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> unproven = new ArrayList<>();
        for (Map.Entry<String, FunctionState> function : state.functions().entrySet()) {
            for (Incident incident : function.getValue().ended()) {
                Long recovered = incident.recoveredMillis();
                if (recovered == null) {
                    unproven.add(shown(function.getKey(), incident));
                } else if (incident.isUnderWay()) {
                    // A watch that goes on will say how far its steps came.
                    open.add(shown(function.getKey(), incident));
                } else {
                    over.add(filed(function.getKey(), incident, recovered, option + " " + file));
                }
            }
            Incident now = function.getValue().incident();
            if (now != null) {
                open.add(shown(function.getKey(), now));
            }
        }
        over.sort(FiledIncident.BY_TIME);
        open.sort(null);
        unproven.sort(null);
        return new WatchedIncidents(over, open, unproven);
    }

    private static String shown(String function, Incident incident) {
        return function + " incident " + incident.number();
    }

    /** Refuses to file what a history would refuse to read: one such file would make the whole of it unreadable. */
    private static FiledIncident filed(String function, Incident incident, long recovered, String from)
            throws RunException {
        try {
            return new FiledIncident(
                    function,
                    incident.objectives(),
                    incident.alarmMillis(),
                    recovered,
                    incident.steps().stream()
                            .map(step -> new FiledIncident.Step(step.number(), step.shown(), step.state()))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new RunException(
                    ExitCode.USAGE,
                    from + ": " + Printable.quote(shown(function, incident)) + " cannot be filed: " + e.getMessage());
        }
    }
}
