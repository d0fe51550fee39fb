package io.coldgate.embedded.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Java functions, through AWS's runtime interface client, which this module carries. */
final class JavaRuntime {
    /** Resources of this package, put there by the build; the names carry no version, so that the code need not. */
    private static final List<String> CLIENT =
            List.of("runtime-interface-client.jar", "lambda-core.jar", "lambda-serialization.jar", "utils-lite.jar");

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Pattern RELEASE = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    private final Path folder;
    private @Nullable String clientPath;

    JavaRuntime(Path folder) {
        this.folder = folder;
    }

    RuntimeCommand command(String version, EnvironmentSpec spec, Path task, @Nullable Path opt)
            throws RuntimeUnavailableException, IOException {
        int wanted = Integer.parseInt(version);
        Map.Entry<Integer, Path> jdk = installed().ceilingEntry(wanted);
        if (jdk == null) {
            throw new RuntimeUnavailableException(spec.runtime() + ": needs Java " + wanted
                    + " or newer: install it (apt-get install openjdk-" + wanted
                    + "-jre-headless) or point JAVA_HOME at it");
        }
        var command = new ArrayList<String>();
        command.add(jdk.getValue().toString());
        if (!spec.environment().containsKey("JAVA_TOOL_OPTIONS")) {
            // Lambda's own JVMs use the serial collector and, from Java 17 on, the C1 compiler only. Options of the
            // command
            // line would win over the user's, so they are left out when there are any.
            command.add("-XX:+UseSerialGC");
            if (wanted >= 17) {
                command.add("-XX:TieredStopAtLevel=1");
            }
        }
        String layers = opt == null ? "" : ":" + opt.resolve("java/lib") + "/*";
        command.addAll(List.of("-cp", client() + ":" + task + ":" + task.resolve("lib") + "/*" + layers));
        command.add(MAIN);
        command.add(spec.handler());
        String note = jdk.getKey() == wanted ? null : spec.runtime() + " runs on Java " + jdk.getKey() + " here";
        return new RuntimeCommand(command, Map.of("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime()), note);
    }

    /** Class path of the interface client, extracted at first use. */
    private synchronized String client() throws IOException {
        String known = clientPath;
        if (known != null) {
            return known;
        }
        Path target = Files.createDirectories(folder.resolve("java"));
        var paths = new ArrayList<String>();
        for (String name : CLIENT) {
            try (InputStream in = JavaRuntime.class.getResourceAsStream("java/" + name)) {
                if (in == null) {
                    throw new IOException("resource java/" + name + " is missing: build the module with Maven");
                }
                Files.copy(in, target.resolve(name));
            }
            paths.add(target.resolve(name).toString());
        }
        clientPath = String.join(":", paths);
        return clientPath;
    }

    /** Java launchers of this machine by their major version; the first one found of a version counts. */
    private static TreeMap<Integer, Path> installed() {
        var homes = new ArrayList<Path>();
        String home = System.getenv("JAVA_HOME");
        if (home != null && home.startsWith("/")) {
            homes.add(Path.of(home));
        }
        homes.add(Path.of(System.getProperty("java.home")));
        for (String parent : List.of("/usr/lib/jvm", "/opt/java", "/Library/Java/JavaVirtualMachines")) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(Path.of(parent))) {
                for (Path child : children) {
                    homes.add(child);
                    homes.add(child.resolve("Contents/Home"));
                }
            } catch (IOException e) {
                // Most machines have only one of these folders.
                continue;
            }
        }
        var found = new TreeMap<Integer, Path>();
        for (Path candidate : homes) {
            Path java = candidate.resolve("bin/java");
            int major = major(candidate);
            if (major > 0 && Files.isExecutable(java)) {
                found.putIfAbsent(major, java);
            }
        }
        return found;
    }

    private static int major(Path home) {
        try {
            Matcher matcher = RELEASE.matcher(Files.readString(home.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
