package io.coldgate.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Folders of Go programs that serve Lambda events, told by a few words of their sources and not by a parse. */
final class GoMains {
    private static final int READ_AT_MOST = 1 << 18;
    private static final Pattern MAIN = Pattern.compile("(?m)^package\\s+main\\b");
    private static final Pattern START = Pattern.compile("\\blambda\\s*\\.\\s*Start");
    private static final String IMPORT = "\"github.com/aws/aws-lambda-go/lambda\"";

    /** Such a path means itself to a shell. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./@+-]+");

    private final Path base;
    private final Host host;

    /** Makes a finder for commands that run in {@code base}. */
    GoMains(Path base, Host host) {
        this.base = base;
        this.host = host;
    }

    /** The folders with such a program. */
    static SortedSet<Path> folders(List<Path> sources) throws IOException {
        SortedSet<Path> folders = new TreeSet<>();
        for (Path source : sources) {
            Path folder = source.getParent();
            if (folder != null && !folders.contains(folder) && startsLambda(source)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private static boolean startsLambda(Path source) throws IOException {
        if (!Files.isReadable(source)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(source)) {
            String text = new String(in.readNBytes(READ_AT_MOST), StandardCharsets.UTF_8);
            return text.contains(IMPORT)
                    && MAIN.matcher(text).find()
                    && START.matcher(text).find();
        }
    }

    /** Returns why the program cannot be built here; empty when it may be. */
    Optional<String> obstacle(Path folder) {
        if (!host.hasProgram().test("go")) {
            return Optional.of("there is no go on the PATH to build it with");
        }
        Optional<Path> module = module(folder);
        if (module.isEmpty()) {
            return Optional.of("no go.mod in its folder or above");
        }
        boolean harmless = List.of(base.relativize(module.get()), module.get().relativize(folder)).stream()
                .allMatch(path -> path.toString().isEmpty()
                        || HARMLESS.matcher(path.toString()).matches());
        return harmless
                ? Optional.empty()
                : Optional.of("its path has characters that a shell would not take as they are");
    }

    private static Optional<Path> module(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("go.mod"))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Returns where the command puts the program of the function of that name, relative to the base. */
    static String packageOf(String name) {
        return "coldgate-out/build/" + name + "/bootstrap";
    }

    /** The command, run in the base. */
    String build(Path folder, String name) {
        Path module = module(folder).orElseThrow();
        String enter = base.relativize(module).toString();
        String target = module.relativize(base.resolve(packageOf(name))).toString();
        String source = module.relativize(folder).toString();
        return "sh -c '" + (enter.isEmpty() ? "" : "cd ./" + enter + " && ")
                + "CGO_ENABLED=0 GOOS=linux GOARCH=" + host.goArchitecture()
                + " go build -trimpath -buildvcs=false -ldflags=-s\\ -w -tags lambda.norpc -o " + target
                + (source.isEmpty() ? " ." : " ./" + source) + "'";
    }
}
