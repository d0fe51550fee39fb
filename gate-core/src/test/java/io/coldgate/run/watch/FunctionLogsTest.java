package io.coldgate.run.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.logs.LogEvent;
import io.coldgate.logs.LogSource;
import io.coldgate.logs.LogSourceException;
import io.coldgate.watch.WatchState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs of one function are read in step: the one that is furthest behind first. */
class FunctionLogsTest {
    private static final long SECOND = 1000;

    private final List<Long> counted = new ArrayList<>();
    private final List<Long> readUpTo = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    @Test
    void logsAreReadInTheOrderOfTheirTimesABatchAtATime() throws Exception {
        read(new ListedLog("a", 1, 2, 3, 9), new ListedLog("b", 2, 4, 6), new ListedLog("c", 8, 10));

        assertThat(counted).containsExactly(1L, 2L, 8L, 2L, 3L, 4L, 9L, 6L, 10L);
    }

    @Test
    void nothingCountsAsReadUpToATimeThatALogHasNotReached() throws Exception {
        read(new ListedLog("a", 5, 6, 7), new ListedLog("b", 1, 2, 3));

        assertThat(counted).containsExactly(5L, 1L, 2L, 3L, 6L, 7L);
        assertThat(readUpTo).containsExactly(0L, 1L, 2L, 3L, 6L, 7L);
    }

    @Test
    void aLogThatCannotBeReadHoldsUpNoOther() throws Exception {
        read(new ListedLog("a", 5, 6), new ListedLog("broken") {
            @Override
            public Batch read() throws LogSourceException {
                throw new LogSourceException("throttled", true, new IOException());
            }
        });

        assertThat(counted).containsExactly(5L, 6L);
        assertThat(readUpTo).containsExactly(0L, 6L);
        assertThat(failed).containsExactly("broken");
    }

    private void read(LogSource... sources) throws Exception {
        List<WatchedSource> opened = new ArrayList<>();
        for (LogSource source : sources) {
            opened.add(new WatchedSource(source, WatchState.Source.none(), 0));
        }
        try (FunctionLogs logs = new FunctionLogs(opened)) {
            logs.read(
                    call -> {
                        counted.add(call.epochMillis() / SECOND);
                        readUpTo.add(logs.readUpToMillis() / SECOND);
                    },
                    0,
                    () -> Long.MAX_VALUE,
                    new FunctionLogs.Failures() {
                        @Override
                        public void failed(WatchedSource source, LogSourceException why) {
                            failed.add(source.name());
                        }

                        @Override
                        public void worked(WatchedSource source) {}
                    });
            assertThat(logs.readUpToMillis()).isEqualTo(Long.MAX_VALUE);
        }
    }

    /** A log with one invocation in each batch, at these seconds. */
    private static class ListedLog implements LogSource {
        private final String name;
        private final long[] seconds;
        private int next;

        ListedLog(String name, long... seconds) {
            this.name = name;
            this.seconds = seconds;
        }

        @Override
        public Batch read() throws LogSourceException {
            long at = seconds[next];
            String id = String.format("%08d-0000-4000-8000-%012d", name.hashCode() & Integer.MAX_VALUE, at);
            String report = "REPORT RequestId: " + id + "\tDuration: 9.00 ms\tBilled Duration: 9 ms\t";
            next++;
            return new Batch(
                    List.of(new LogEvent(id, at * SECOND, name, report)),
                    "",
                    next == seconds.length ? State.ENDED : State.MORE);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void close() {}
    }
}
