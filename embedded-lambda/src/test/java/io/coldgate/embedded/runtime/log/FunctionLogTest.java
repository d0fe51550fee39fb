package io.coldgate.embedded.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {
    @TempDir
    private Path folder;

    @Test
    void aLogIsEmptiedAboveItsBoundAndNotAfterItsEnd() throws Exception {
        Path file = folder.resolve("log");
        var log = new FunctionLog(file, 5);
        Files.writeString(file, "12345");
        log.trimOver(5);
        assertThat(file).hasContent("12345");
        log.trimOver(4);
        assertThat(file).isEmptyFile();
        log.close();
        Files.writeString(file, "123456");
        log.trimOver(0);
        assertThat(log.trim()).isFalse();
        assertThat(file).as("whoever looks after it still").hasContent("123456");
    }
}
