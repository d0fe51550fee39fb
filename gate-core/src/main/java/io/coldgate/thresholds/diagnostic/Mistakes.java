package io.coldgate.thresholds.diagnostic;

import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects everything that is wrong with one file. */
public final class Mistakes {
    /**
     * The number of mistakes that are kept: nobody reads more at once, and a file of 1 MB could otherwise cause 100 MB
     * of messages.
     */
    private static final int MOST = 50;

    private static final int LONGEST_PATH = 200;
    private static final int LONGEST_SOURCE_LINE = 100_000;

    private final String shownAs;
    private final List<String> lines;
    private final Set<Diagnostic> found = new LinkedHashSet<>();
    private final Set<Diagnostic> besides = new LinkedHashSet<>();

    public Mistakes(String shownAs, List<String> lines) {
        this.shownAs = shownAs;
        this.lines = lines;
    }

    public void add(Position at, String path, String message) {
        found.add(diagnostic(at, path, message));
    }

    /**
     * Adds a problem that does not reject the file but would end the run later: it is reported only along with
     * mistakes.
     */
    public void addBeside(Position at, String path, String message) {
        besides.add(diagnostic(at, path, message));
    }

    private Diagnostic diagnostic(Position at, String path, String message) {
        return new Diagnostic(location(at), Printable.escape(path, LONGEST_PATH), message, sourceLine(at.line()));
    }

    public Location location(Position at) {
        return new Location(shownAs, at.line(), at.column());
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    private String sourceLine(int line) {
        String text = line <= lines.size() ? lines.get(line - 1) : "";
        return text.length() <= LONGEST_SOURCE_LINE ? text : "";
    }

    /** Returns the mistakes in the file's order, at most 50, plus one that counts the rest. */
    public List<Diagnostic> sorted() {
        List<Diagnostic> all = new ArrayList<>(found);
        if (!found.isEmpty()) {
            all.addAll(besides);
        }
        all.sort(Comparator.comparingInt((Diagnostic d) -> d.location().line())
                .thenComparingInt(d -> d.location().column()));
        if (all.size() <= MOST) {
            return all;
        }
        List<Diagnostic> first = new ArrayList<>(all.subList(0, MOST));
        first.add(new Diagnostic(
                all.get(MOST).location(), "", "and " + (all.size() - MOST) + " more mistakes from here on", ""));
        return first;
    }
}
