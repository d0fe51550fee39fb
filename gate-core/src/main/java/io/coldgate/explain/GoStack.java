package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stack of Go's first goroutine, from the dump that the runtime prints on SIGQUIT. Goroutine 1 runs
 * {@code runtime.main}: first the inits (below {@code doInit1}, or {@code doInit} before Go 1.21), then
 * {@code main.main}. Sources: runtime/proc.go and runtime/traceback.go.
 */
final class GoStack {
    private static final String HEADER = "goroutine 1 ";

    /**
     * The functions that call a package's init: the first since Go 1.21; the second, which is recursive, in earlier
     * versions.
     */
    private static final Set<String> INITS = Set.of("runtime.doInit1", "runtime.doInit");

    private static final String RUNTIME_MAIN = "runtime.main";
    private static final String MAIN = "main.main";

    /** The function that serves events in AWS's library, and in older versions of it. */
    private static final String CLIENT = "github.com/aws/aws-lambda-go/lambda.";

    /** A Go dump has at most 100 frames per goroutine (runtime/traceback.go, tracebackInnerFrames and Outer). */
    private static final int MOST_FRAMES = 250;

    private GoStack() {}

    private record Frame(String function, String at) {
        String packageName() {
            return GoNames.packageOf(function);
        }
    }

    /** Returns where in the start the dump was taken; empty if it is not a Go dump. */
    static Optional<Look> read(String dump) {
        int header = dump.startsWith(HEADER) ? 0 : dump.indexOf("\n" + HEADER) + 1;
        if (!dump.startsWith(HEADER, header)) {
            return Optional.empty();
        }
        List<Frame> frames = frames(dump.substring(header));
        if (frames.isEmpty()) {
            // "goroutine running on other thread; stack unavailable": its position is unknown.
            return Optional.of(new Look(Phase.UNKNOWN, "", "", List.of()));
        }
        int init = innermostInit(frames);
        if (init > 0) {
            return Optional.of(look(Phase.INIT, frames, init - 1));
        }
        int main = lastOf(frames, MAIN);
        if (main >= 0) {
            return Optional.of(inMain(frames, main));
        }
        if (lastOf(frames, RUNTIME_MAIN) >= 0 || frames.stream().allMatch(GoStack::isRuntime)) {
            return Optional.of(new Look(Phase.RUNTIME, "", "", List.of()));
        }
        return Optional.of(new Look(Phase.UNKNOWN, "", "", List.of()));
    }

    private static boolean isRuntime(Frame frame) {
        return frame.packageName().equals("runtime") || frame.packageName().startsWith("internal/runtime/");
    }

    /**
     * Reads frames from {@code from} on: the user's line is that of {@code main}, the subject is the function that it
     * called.
     */
    private static Look inMain(List<Frame> frames, int main) {
        for (int i = main; i >= 0; i--) {
            if (frames.get(i).function().startsWith(CLIENT)) {
                return new Look(Phase.CLIENT, "", "", path(frames, main));
            }
        }
        String called = main == 0 ? "" : GoNames.decode(frames.get(main - 1).function());
        return new Look(Phase.MAIN, called, frames.get(main).at(), path(frames, main));
    }

    private static Look look(Phase phase, List<Frame> frames, int root) {
        Frame frame = frames.get(root);
        return new Look(phase, frame.packageName(), frame.at(), path(frames, root));
    }

    /** Returns the first frame of each package on the path inwards, without the runtime's intermediate frames. */
    private static List<String> path(List<Frame> frames, int root) {
        List<String> path = new ArrayList<>();
        String last = "";
        for (int i = root; i >= 0 && path.size() < Look.LONGEST_PATH; i--) {
            Frame frame = frames.get(i);
            if (!frame.packageName().equals(last)) {
                last = frame.packageName();
                path.add(GoNames.decode(frame.function()) + (frame.at().isEmpty() ? "" : " " + frame.at()));
            }
        }
        return path;
    }

    /**
     * Reads the frames, innermost first, as the runtime prints them: a line for the function, and one for its location.
     */
    private static List<Frame> frames(String text) {
        List<Frame> frames = new ArrayList<>();
        String function = "";
        boolean first = true;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (first) {
                first = false;
                continue;
            }
            if (line.isEmpty() || line.startsWith("goroutine ") || frames.size() == MOST_FRAMES) {
                break;
            }
            if (line.startsWith("\t") && !function.isEmpty()) {
                frames.add(new Frame(function, place(line.strip())));
                function = "";
            } else if (!line.startsWith("\t") && !line.startsWith("created by ") && line.endsWith(")")) {
                function = withoutArguments(line);
            }
        }
        return frames;
    }

    private static String withoutArguments(String line) {
        int depth = 0;
        for (int i = line.length() - 1; i >= 0; i--) {
            char c = line.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth == 0) {
                return line.substring(0, i);
            }
        }
        return "";
    }

    /** Returns {@code /src/main.go:33 +0x1d fp=…} without the parts that only a debugger needs. */
    private static String place(String text) {
        int space = text.indexOf(" +0x");
        String place = space < 0 ? text.replaceFirst(" fp=.*", "") : text.substring(0, space);
        return place.matches(".*:\\d{1,9}") ? place : "";
    }

    private static int innermostInit(List<Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            if (INITS.contains(frames.get(i).function())) {
                return i;
            }
        }
        return -1;
    }

    private static int lastOf(List<Frame> frames, String function) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i).function().equals(function)) {
                return i;
            }
        }
        return -1;
    }
}
