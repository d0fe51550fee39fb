package io.coldgate.cli;

import io.coldgate.run.watch.WatchListener;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** What a watch says. It can end like a killed process: at an event, without a word more on the disk. */
final class NotedWatch implements WatchListener {
    final List<WatchEvent> events = Collections.synchronizedList(new ArrayList<>());
    final List<String> remarks = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    private Predicate<WatchEvent> fatal = event -> false;
    private List<FunctionStatus> last = List.of();

    /** The end of a process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Ends the watch at its event of that number, from 1. */
    static NotedWatch killedAt(int event) {
        NotedWatch noted = new NotedWatch();
        noted.fatal = any -> noted.events.size() == event;
        return noted;
    }

    /** Ends the watch when it has noted that a step comes into that state. */
    static NotedWatch killedAt(StepRecord.State state, int number) {
        NotedWatch noted = new NotedWatch();
        noted.fatal = event -> event instanceof WatchEvent.Step step
                && step.step().state() == state
                && step.step().number() == number;
        return noted;
    }

    /** Does something when the watch has noted that a step comes into that state. */
    static NotedWatch meanwhile(StepRecord.State state, int number, Runnable action) {
        NotedWatch noted = killedAt(state, number);
        Predicate<WatchEvent> then = noted.fatal;
        noted.fatal = event -> {
            if (then.test(event)) {
                action.run();
            }
            return false;
        };
        return noted;
    }

    @Override
    public void event(WatchEvent event) {
        events.add(event);
        if (fatal.test(event)) {
            throw new Killed();
        }
    }

    @Override
    public void minute(List<FunctionStatus> now) {
        last = now;
    }

    @Override
    public void remark(String line) {
        remarks.add(line);
    }

    @Override
    public void error(String line) {
        errors.add(line);
    }

    List<StepRecord> steps() {
        return events.stream()
                .filter(WatchEvent.Step.class::isInstance)
                .map(event -> ((WatchEvent.Step) event).step())
                .toList();
    }

    <T extends WatchEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    FunctionStatus status() {
        return last.get(0);
    }
}
