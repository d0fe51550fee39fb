package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stack of Python's first thread, as {@code faulthandler} prints it on a fatal signal (Modules/faulthandler.c,
 * Python/traceback.c): innermost first. A frame of a module's own code ({@code <module>}) is an import in progress.
 */
final class PythonStack {
    private static final String HEADER = "Current thread ";
    private static final Pattern FRAME =
            Pattern.compile("  File \"(.{0,500})\", line (\\d{1,9}|\\?\\?\\?) in (.{1,200})");
    private static final String MODULE = "<module>";

    /** AWS's client of the Runtime API, and the code that starts it. */
    private static final Pattern CLIENT = Pattern.compile(".*(awslambdaric|runtime_client|bootstrap\\.py).*");

    /** Folders that contain top-level modules. */
    private static final Pattern ROOTS =
            Pattern.compile("|python[0-9.]*|site-packages|dist-packages|lib-dynload|task|opt");

    private static final String FROZEN = "<frozen ";
    private static final int MOST_FRAMES = 200;

    private PythonStack() {}

    private record Frame(String file, String line, String function) {
        String at() {
            return file + ":" + line;
        }

        boolean isModule() {
            return function.equals(MODULE);
        }

        boolean isImportSystem() {
            return file.startsWith(FROZEN);
        }

        boolean isClient() {
            return CLIENT.matcher(file).matches();
        }
    }

    static Optional<Look> read(String dump) {
        int header = dump.indexOf(HEADER);
        if (header < 0) {
            return dump.contains("Fatal Python error")
                    ? Optional.of(new Look(Phase.RUNTIME, "", "", List.of()))
                    : Optional.empty();
        }
        List<Frame> frames = frames(dump.substring(header));
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            if (frame.isModule() && !frame.isImportSystem() && !(frame.isClient() && i == frames.size() - 1)) {
                return Optional.of(new Look(Phase.INIT, name(frame.file()), frame.at(), path(frames, i)));
            }
        }
        boolean client = frames.stream().anyMatch(Frame::isClient);
        return Optional.of(new Look(client ? Phase.CLIENT : Phase.RUNTIME, "", "", path(frames, frames.size() - 1)));
    }

    private static List<Frame> frames(String text) {
        List<Frame> frames = new ArrayList<>();
        boolean first = true;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                frames.add(new Frame(frame.group(1), frame.group(2), frame.group(3)));
            } else if (!first || frames.size() == MOST_FRAMES) {
                break;
            }
            first = false;
        }
        return frames;
    }

    /**
     * Returns the module of a file, named as in the import times: {@code boto3.session} for
     * {@code …/site-packages/boto3/session.py}. Deeper packages are named by their last two elements.
     */
    private static String name(String file) {
        String[] parts = file.replaceFirst("\\.py$", "").split("/", -1);
        int last = parts.length - 1;
        if (last > 0 && parts[last].equals("__init__")) {
            last--;
        }
        boolean top = last == 0 || ROOTS.matcher(parts[last - 1]).matches();
        return top ? parts[last] : parts[last - 1] + "." + parts[last];
    }

    /** Returns the imports that lead to the innermost frame, outermost first. */
    private static List<String> path(List<Frame> frames, int root) {
        List<String> path = new ArrayList<>();
        for (int i = frames.size() - 1; i >= 0 && path.size() < Look.LONGEST_PATH; i--) {
            Frame frame = frames.get(i);
            boolean shown = i < root || frame.isModule();
            if (shown && !frame.isImportSystem()) {
                path.add(name(frame.file()) + ":" + frame.function() + " " + frame.at());
            }
        }
        return path;
    }
}
