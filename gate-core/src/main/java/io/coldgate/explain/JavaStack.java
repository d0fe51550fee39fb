package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stack of Java's first thread, from the dump that HotSpot prints on SIGQUIT. Dumps are taken at safepoints, so
 * line numbers are those of the next safepoint. A static initialiser ({@code <clinit>}) is the init of its class.
 */
final class JavaStack {
    private static final String DUMP = "Full thread dump ";
    private static final String MAIN_THREAD = "\"main\" ";

    /** {@code \tat app//com.example.App.<clinit>(App.java:12)}; the loader and the module precede a slash. */
    private static final Pattern FRAME =
            Pattern.compile("\\s+at (?:[^\\s(/]{0,200}/){0,2}([\\w.$<>]{1,400})\\(([^)]{0,300})\\)");

    /** AWS's client of the Runtime API, with its dependencies. */
    private static final Pattern CLIENT =
            Pattern.compile("com\\.amazonaws\\.(services\\.lambda\\.runtime|lambda\\.thirdparty)\\..*");

    private static final Pattern PLATFORM = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");
    private static final int MOST_FRAMES = 500;

    private JavaStack() {}

    private record Frame(String type, String method, String at) {
        boolean isPlatform() {
            return PLATFORM.matcher(type).matches();
        }

        boolean isClient() {
            return CLIENT.matcher(type).matches();
        }
    }

    static Optional<Look> read(String dump) {
        int start = dump.indexOf(DUMP);
        if (start < 0) {
            return Optional.empty();
        }
        int main = dump.indexOf("\n" + MAIN_THREAD, start);
        if (main < 0) {
            return Optional.of(new Look(Phase.RUNTIME, "", "", List.of()));
        }
        List<Frame> frames = frames(dump.substring(main + 1));
        int initialiser = outermost(
                frames, frame -> frame.method().equals("<clinit>") && !frame.isPlatform() && !frame.isClient());
        if (initialiser >= 0) {
            return Optional.of(look(Phase.INIT, frames, initialiser));
        }
        int own = outermost(frames, frame -> !frame.isPlatform() && !frame.isClient());
        if (own >= 0) {
            return Optional.of(look(Phase.MAIN, frames, own));
        }
        boolean client = frames.stream().anyMatch(Frame::isClient);
        return Optional.of(new Look(client ? Phase.CLIENT : Phase.RUNTIME, "", "", List.of()));
    }

    private static Look look(Phase phase, List<Frame> frames, int root) {
        Frame frame = frames.get(root);
        List<String> path = new ArrayList<>();
        String last = "";
        for (int i = root; i >= 0 && path.size() < Look.LONGEST_PATH; i--) {
            Frame each = frames.get(i);
            if (!each.type().equals(last)) {
                last = each.type();
                path.add(each.type() + "." + each.method() + " " + each.at());
            }
        }
        String subject = phase == Phase.INIT ? frame.type() : frame.type() + "." + frame.method();
        return new Look(phase, subject, frame.at(), path);
    }

    private static int outermost(List<Frame> frames, Predicate<Frame> wanted) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (wanted.test(frames.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<Frame> frames(String block) {
        List<Frame> frames = new ArrayList<>();
        boolean first = true;
        for (String line : (Iterable<String>) block.lines()::iterator) {
            if (!first && (line.isBlank() || frames.size() == MOST_FRAMES)) {
                break;
            }
            first = false;
            Matcher frame = FRAME.matcher(line);
            if (frame.matches()) {
                String name = frame.group(1);
                int dot = name.lastIndexOf('.');
                if (dot > 0) {
                    frames.add(new Frame(name.substring(0, dot), name.substring(dot + 1), frame.group(2)));
                }
            }
        }
        return frames;
    }
}
