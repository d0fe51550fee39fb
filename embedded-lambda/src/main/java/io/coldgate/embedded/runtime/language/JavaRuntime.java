package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.facts.Architectures;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Java functions, through AWS's runtime interface client, which is bundled with this module. */
final class JavaRuntime {
    /**
     * Resources of this package, copied there by the build; their names contain no version, so the code is independent
     * of it.
     */
    private static final List<String> CLIENT =
            List.of("runtime-interface-client.jar", "lambda-core.jar", "lambda-serialization.jar", "utils-lite.jar");

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Pattern RELEASE = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    /**
     * The property that tells the client where its native library is. Without it, each JVM overwrites the same file in
     * /tmp.
     */
    private static final String LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path folder;
    private @Nullable Client extracted;

    /**
     * The interface client, extracted.
     *
     * @param classPath its jars
     * @param library its native library; null if it has none for this machine
     */
    private record Client(String classPath, @Nullable Path library) {}

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
            // Lambda's own JVMs use the serial collector and, from Java 17 on, only the C1 compiler. Options on the
            // command line would override the user's, so they are omitted when there are any.
            command.add("-XX:+UseSerialGC");
            if (wanted >= 17) {
                command.add("-XX:TieredStopAtLevel=1");
            }
        }
        Client client = client();
        if (client.library() != null) {
            command.add("-D" + LIBRARY_PROPERTY + "=" + client.library());
        }
        String layers = opt == null ? "" : ":" + opt.resolve("java/lib") + "/*";
        command.addAll(List.of("-cp", client.classPath() + ":" + task + ":" + task.resolve("lib") + "/*" + layers));
        command.add(MAIN);
        command.add(spec.handler());
        String note = jdk.getKey() == wanted ? null : spec.runtime() + " runs on Java " + jdk.getKey() + " here";
        return new RuntimeCommand(command, Map.of("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime()), note);
    }

    /** Extracts the interface client at first use. */
    private synchronized Client client() throws IOException {
        Client known = extracted;
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
                Files.copy(in, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            paths.add(target.resolve(name).toString());
        }
        Client client = new Client(String.join(":", paths), library(target));
        extracted = client;
        return client;
    }

    /**
     * Returns the native library. On Lambda, each environment has its own /tmp; here, JVMs that start at the same time
     * share it, and one could load the client's library while another one is writing it.
     */
    private static @Nullable Path library(Path target) throws IOException {
        String name = libraryName();
        try (ZipFile jar = new ZipFile(target.resolve(CLIENT.get(0)).toFile())) {
            ZipEntry entry = jar.getEntry("jni/" + name);
            if (entry == null) {
                return null;
            }
            Path library = target.resolve(name);
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
            }
            return library;
        }
    }

    private static String libraryName() {
        String host = Architectures.ofHost();
        // The name that the client's own build uses.
        String machine = host.equals(Architectures.ARM64) ? "aarch_64" : host;
        String system = System.getProperty("os.name").equals("Linux") ? "linux" : "other";
        return "libaws-lambda-jni." + system + (isMusl() ? "_musl-" : "-") + machine + ".so";
    }

    /** Returns whether this JVM, and therefore the functions' JVMs, runs on musl instead of the GNU C library. */
    private static boolean isMusl() {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1)) {
            return maps.anyMatch(line -> line.contains("/ld-musl-"));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns the Java launchers of this machine by their major version; the first one found of each version counts.
     */
    private static NavigableMap<Integer, Path> installed() {
        var homes = new ArrayList<Path>();
        String home = System.getenv("JAVA_HOME");
        if (home != null && home.startsWith("/")) {
            homes.add(Path.of(home));
        }
        // The runtime of a release is reduced to what the gate needs, and lacks modules that functions use.
        if (ModuleFinder.ofSystem().find("java.se").isPresent()) {
            homes.add(Path.of(System.getProperty("java.home")));
        }
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
