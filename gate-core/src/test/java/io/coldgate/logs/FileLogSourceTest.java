package io.coldgate.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogSourceTest {
    @TempDir
    private Path folder;

    private final List<LogSource> sources = new ArrayList<>();

    private Path log() {
        return folder.resolve("app.log");
    }

    private LogSource source(String cursor) {
        LogSource source = new FileLogSource(log(), cursor, () -> 42);
        sources.add(source);
        return source;
    }

    @AfterEach
    void close() {
        sources.forEach(LogSource::close);
    }

    private void append(String text) throws Exception {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String cursor = "";

    private List<String> rest(LogSource source) throws Exception {
        List<String> lines = new ArrayList<>();
        LogSource.Batch batch;
        do {
            batch = source.read();
            batch.events().forEach(event -> lines.add(event.message()));
            cursor = batch.cursor();
        } while (batch.state() == LogSource.State.MORE);
        return lines;
    }

    @Test
    void readsAFileThatAppearsAndGrows() throws Exception {
        LogSource source = source("");
        assertThat(rest(source)).isEmpty();
        append("one\ntwo\nthr");
        assertThat(rest(source)).containsExactly("one", "two");
        append("ee\n");
        assertThat(rest(source)).containsExactly("three");
        assertThat(rest(source)).isEmpty();
    }

    @Test
    void goesOnFromItsCursorWithoutReadingALineTwice() throws Exception {
        append("one\ntwo\n");
        assertThat(rest(source(""))).hasSize(2);
        append("three\n");
        assertThat(rest(source(cursor))).containsExactly("three");
    }

    @Test
    void aRotatedFileIsReadToItsEndFirst() throws Exception {
        append("one\n");
        LogSource source = source("");
        assertThat(rest(source)).containsExactly("one");
        append("two\nlast without a line feed");
        Files.move(log(), folder.resolve("app.log.1"));
        append("three\n");
        assertThat(rest(source)).containsExactly("two", "last without a line feed", "three");
    }

    @Test
    void twoRotationsWhileNobodyReadLoseNothing() throws Exception {
        append("one\n");
        assertThat(rest(source(""))).containsExactly("one");
        append("two\n");
        Files.move(log(), folder.resolve("app.log.2"));
        Files.setLastModifiedTime(folder.resolve("app.log.2"), FileTime.fromMillis(1_000));
        append("three\n");
        Files.move(log(), folder.resolve("app.log.1"));
        Files.setLastModifiedTime(folder.resolve("app.log.1"), FileTime.fromMillis(2_000));
        append("four\n");
        Files.writeString(folder.resolve("app.log.bak"), "another's\n");
        assertThat(rest(source(cursor))).containsExactly("two", "three", "four");
    }

    @Test
    void aFileThatWasCutOffIsReadFromItsBeginning() throws Exception {
        append("one\ntwo\nthree\n");
        LogSource source = source("");
        assertThat(rest(source)).hasSize(3);
        Files.writeString(log(), "");
        append("four\n");
        assertThat(rest(source)).containsExactly("four");
        Files.writeString(log(), "");
        append("another first line, and as many bytes as before\n");
        assertThat(rest(source)).hasSize(1);
    }

    @Test
    void aCopyOfTheKeyOfADeletedFileIsAnotherFile() throws Exception {
        append("first\n");
        assertThat(rest(source(""))).hasSize(1);
        Files.delete(log());
        append("other\nmore\n");
        assertThat(rest(source(cursor))).containsExactly("other", "more");
    }

    @Test
    void aLineLongerThanAChunkStopsNothing() throws Exception {
        append("x".repeat(3 << 20) + "\nafter\n");
        assertThat(rest(source(""))).endsWith("after");
    }

    @Test
    void linesOfTailAndJsonHaveTheirOwnTimes() throws Exception {
        append("2026-11-29T08:00:00.5+00:00 2026/11/29/[$LATEST]abc START RequestId: a Version: 1\n"
                + "2026/11/29/[1]def 2026-11-29T08:00:01Z END RequestId: a\n"
                + "{\"time\":\"2026-11-29T08:00:02Z\",\"type\":\"platform.start\"}\nplain\n");
        List<LogEvent> events = source("").read().events();
        assertThat(events)
                .extracting(LogEvent::epochMillis)
                .containsExactly(1795939200500L, 1795939201000L, 1795939202000L, 42L);
        assertThat(events)
                .extracting(LogEvent::stream)
                .containsExactly("2026/11/29/[$LATEST]abc", "2026/11/29/[1]def", "", "");
        assertThat(events.get(0).message()).isEqualTo("START RequestId: a Version: 1");
        assertThat(events).extracting(LogEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void anotherSourcesCursorIsRefused() {
        assertThatThrownBy(() -> source("cloudwatch1 0 0 ")).isInstanceOf(IllegalArgumentException.class);
    }
}
