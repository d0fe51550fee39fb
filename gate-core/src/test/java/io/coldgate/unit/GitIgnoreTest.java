package io.coldgate.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitIgnoreTest {
    @TempDir
    private Path folder;

    @Test
    void runsThatBeginTogetherAllFindTheFolderIgnored() throws Exception {
        int runs = 4;
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        CyclicBarrier together = new CyclicBarrier(runs);
        for (int round = 0; round < 200; round++) {
            Path fresh = Files.createDirectory(folder.resolve("round-" + round));
            List<Future<Void>> written = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                written.add(threads.submit(() -> {
                    together.await();
                    GitIgnore.write(fresh);
                    return null;
                }));
            }
            for (Future<Void> each : written) {
                each.get();
            }
            assertThat(fresh.resolve(".gitignore")).hasContent("*");
        }
        threads.shutdown();
    }

    @Test
    void anEmptyFileThatAFullDiskLeftIsWrittenAgain() throws Exception {
        Files.createFile(folder.resolve(".gitignore"));
        GitIgnore.write(folder);
        assertThat(folder.resolve(".gitignore")).hasContent("*");
    }

    @Test
    void aFileThatIsThereIsKept() throws Exception {
        Files.writeString(folder.resolve(".gitignore"), "own");
        GitIgnore.write(folder);
        assertThat(folder.resolve(".gitignore")).hasContent("own");
    }
}
