package io.coldgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the Java sources of this repository's modules, for the tests of how they are written. */
final class JavaSources {
    private static final Path ROOT = Path.of(System.getProperty("coldgate.root", ".."));

    private static final List<String> MODULES = List.of(
            "lambda-facts",
            "embedded-lambda",
            "gate-core",
            "coldgate-maven-plugin",
            "gatling-sims",
            "jmh-benches",
            "fuzzing");

    private JavaSources() {}

    /** Returns the sources below a folder of the modules, {@code src/main/java} say, by their paths from the root. */
    static SortedMap<Path, String> below(String folder) throws IOException {
        SortedMap<Path, String> sources = new TreeMap<>();
        for (String module : MODULES) {
            Path start = ROOT.resolve(module).resolve(folder);
            if (!Files.isDirectory(start)) {
                continue;
            }
            try (Stream<Path> found = Files.walk(start)) {
                for (Path source :
                        found.filter(file -> file.toString().endsWith(".java")).toList()) {
                    sources.put(ROOT.relativize(source), Files.readString(source));
                }
            }
        }
        return sources;
    }
}
