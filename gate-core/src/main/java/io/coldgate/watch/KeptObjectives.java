package io.coldgate.watch;

import io.coldgate.thresholds.Watch;
import io.coldgate.thresholds.WatchObjective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The objectives of the present file, with the state kept by an earlier watch. A broken objective stays broken until
 * its recovery is proven, even if its limit in the file changes.
 *
 * @param watches a watch for each objective
 * @param incident the open incident, with the broken objectives that are no longer watched
 * @param changed keys of broken objectives whose limit or time window differs from that of the last watch
 * @param removed keys of broken objectives of the last watch that no longer exist
 */
record KeptObjectives(
        List<ObjectiveWatch> watches, @Nullable Incident incident, List<String> changed, List<String> removed) {
    /**
     * Returns the objectives.
     *
     * @param same whether the file still refers to the same deployed function
     */
    static KeptObjectives of(Watch watch, Optional<FunctionState> from, boolean same) {
        Duration each = watch.falseAlarm().multipliedBy(watch.objectives().size());
        Map<String, ObjectiveState> known = from.map(FunctionState::objectives).orElse(Map.of());
        @Nullable Incident open = from.map(FunctionState::incident).orElse(null);
        long mark = from.map(FunctionState::markMillis).orElse(0L);
        Set<String> broken = open == null ? new TreeSet<>() : broken(known, open);
        List<ObjectiveWatch> watches = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (WatchObjective objective : watch.objectives()) {
            @Nullable ObjectiveState kept = same ? known.get(id(objective)) : null;
            boolean stays = same && open != null && broken.remove(objective.key());
            if (kept != null && (!stays || kept.alarmMillis() != 0)) {
                watches.add(new ObjectiveWatch(objective, each, kept));
            } else if (open != null && stays) {
                watches.add(ObjectiveWatch.broken(objective, each, open.alarmMillis(), mark));
                changed.add(objective.key());
            } else {
                watches.add(new ObjectiveWatch(objective, each));
            }
        }
        List<String> removed = broken.stream()
                .filter(key -> open != null && !open.unproven().contains(key))
                .toList();
        return new KeptObjectives(
                watches, open == null ? null : open.withUnproven(List.copyOf(broken)), changed, removed);
    }

    /**
     * Returns the events about broken objectives that have changed in the file.
     *
     * @param atMillis the time of the log
     * @param open the incident
     */
    List<WatchEvent> events(long atMillis, String function, Incident open) {
        List<WatchEvent> events = new ArrayList<>();
        for (ObjectiveWatch each : watches) {
            String key = each.objective().key();
            if (changed.contains(key)) {
                Optional<ObjectiveStatus> now = Optional.of(ObjectiveStatus.of(each));
                events.add(new WatchEvent.Changed(atMillis, function, open.number(), key, now));
            }
        }
        for (String key : removed) {
            events.add(new WatchEvent.Changed(atMillis, function, open.number(), key, Optional.empty()));
        }
        return events;
    }

    private static Set<String> broken(Map<String, ObjectiveState> known, Incident open) {
        Set<String> broken = new TreeSet<>(open.unproven());
        known.forEach((id, state) -> {
            if (state.alarmMillis() != 0) {
                broken.add(key(id));
            }
        });
        return broken;
    }

    /** Returns the objective's identity with its limit and its time window: counts under another limit do not apply. */
    private static String id(WatchObjective objective) {
        return objective.key() + " " + objective.limitShown() + " over " + objective.over();
    }

    /** Returns the time window in an objective's name on disk. */
    static Duration over(String id) {
        return Duration.parse(id.substring(id.lastIndexOf(' ') + 1));
    }

    /** Returns the key in an objective's name on disk; keys have no spaces. */
    private static String key(String id) {
        int space = id.indexOf(' ');
        return space < 0 ? id : id.substring(0, space);
    }

    /** Returns the states of objectives for the disk, by their names there. */
    static Map<String, ObjectiveState> states(List<ObjectiveWatch> watches) {
        Map<String, ObjectiveState> states = new LinkedHashMap<>();
        watches.forEach(each -> states.put(id(each.objective()), each.state()));
        return states;
    }
}
