package io.coldgate.build;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.artifact.GoBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Sources of a Go program in two modules, of which one stands in for a published one. */
final class GoProgram {
    static final String MAIN = """
            package main

            import "example.com/app/log"

            func main() { log.Print() }
            """;

    static final String AUDITED = """
            package log

            import (
            \t"os"

            \t// Every line is audited.
            \taudit "example.com/lib/audit"
            )

            func Print() { os.Stdout.WriteString(audit.Name) }
            """;

    private static final Map<String, String> FILES = Map.of(
            "fn/go.mod", """
            // The program.
            module example.com/app

            go 1.21

            require example.com/lib v1.2.3

            replace example.com/lib => ../lib
            """,
            "fn/cmd/main.go", MAIN,
            "fn/log/log.go", "package log\n\nimport \"os\"\n\nfunc Print() { os.Stdout.WriteString(\"log\") }\n",
            "lib/go.mod", "module example.com/lib\n\ngo 1.21\n",
            "lib/audit/audit.go", "package audit\n\nimport _ \"regexp\"\n\nconst Name = \"audit\"\n");

    private GoProgram() {}

    /** Skips the test where there is no go, and says so. */
    static void assumeGo() throws InterruptedException {
        boolean there;
        try {
            there = ChildProcess.run(
                            new ProcessBuilder("go", "version")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD),
                            new byte[0])
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "skipped: no go on the PATH");
    }

    /** Writes the program that does not audit yet. */
    static void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Writes the one import that leads to the other module. */
    static void audit(Path folder) throws IOException {
        Files.writeString(folder.resolve("fn/log/log.go"), AUDITED);
    }

    /** How go records such a program. */
    static GoBuild build(String mainPackage, Map<String, String> settings) {
        return new GoBuild(
                "go1.26", Optional.of(mainPackage), Optional.of("example.com/app (devel)"), settings, Map.of());
    }
}
