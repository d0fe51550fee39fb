package io.coldgate.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Facts about this machine on which start times depend. They do not identify the machine or its user. */
final class HostFacts {
    private HostFacts() {}

    static Map<String, String> read() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("architecture", System.getProperty("os.arch"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        cpuModel(facts);
        return facts;
    }

    private static void cpuModel(Map<String, String> facts) {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpuInfo)) {
            return;
        }
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .ifPresent(line -> facts.put(
                            "cpu", line.substring(line.indexOf(':') + 1).strip()));
        } catch (IOException e) {
            facts.put("cpu", "unknown");
        }
    }
}
