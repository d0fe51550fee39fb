package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of consecutive test programs. Go first prints a benchmark's name and a tab, and then the count and the
 * values at its end: other output in between interrupts the line. Benchmarks run one after the other, so values on a
 * line of their own belong to the previous name. A result without values is incomplete, and its benchmark is not
 * judged.
 */
final class GoBenchText {
    private static final String BENCHMARK = "Benchmark";
    private static final String COUNT = "[0-9]{1,18}";

    /** The name of a benchmark: Go requires that the letter after "Benchmark" is not lower-case. */
    private static final String NAME = "Benchmark[\\p{L}\\p{N}_/&&[^\\p{Ll}]]\\S*";

    private static final Pattern BEGUN =
            Pattern.compile("(?<name>" + NAME + "|Benchmark(?:-[0-9]+)?)(?<gap>\\s+)(?<rest>.*)", Pattern.DOTALL);

    /** The count, the time and perhaps more. */
    private static final Pattern VALUES = Pattern.compile("\\s*[0-9]+\\s+[0-9.]\\S*\\s+ns/op(\\s.*)?", Pattern.DOTALL);

    private static final Pattern KEY = Pattern.compile("(goos|goarch|cpu): (.*)");

    /** A line that occurs only in a failed run. */
    private static final Pattern FAILED =
            Pattern.compile("(--- FAIL: |FAIL(\\s|$)|panic: |fatal error: |\\*\\*\\* Test killed|signal: [a-z]).*"
                    + "|exit status [1-9][0-9]*");

    private static final Pattern ENDED = Pattern.compile("ok\\s+(?<pkg>\\S+).*", Pattern.DOTALL);

    private final GoBenchResults results;
    private String pkg = "";

    /** A name whose values have not come yet, and its line. */
    private Optional<String> begun = Optional.empty();

    private long begunAt;

    /** Says whether there are results since the last PASS. */
    private boolean running;

    /** The package of results without an {@code ok} so far; there may be none if the test program was run directly. */
    private Optional<String> ofPackage = Optional.empty();

    GoBenchText(GoBenchResults results) {
        this.results = results;
    }

    void line(String text, long number) throws ImportException {
        String line = text.strip();
        Matcher key = KEY.matcher(line);
        Matcher ended = ENDED.matcher(line);
        Matcher name = BEGUN.matcher(text);
        if (FAILED.matcher(line).matches()) {
            throw new ImportException("the run failed: " + Printable.quote(line));
        } else if (line.equals("PASS")) {
            close();
        } else if (ended.matches()) {
            ended(ended.group("pkg"));
        } else if (line.startsWith("pkg: ")) {
            begin(line.substring("pkg: ".length()).strip());
        } else if (key.matches()) {
            results.fact(key.group(1), key.group(2).strip());
        } else if (line.startsWith("Unit ")) {
            results.unit(line.split("\\s+", -1), number);
        } else if (name.matches() && isName(name)) {
            begun(name, number);
        } else if (VALUES.matcher(text).matches()) {
            values(text, number);
        } else {
            within(text, number);
        }
    }

    /**
     * Returns whether a line is only a name, as printed in verbose mode, which is not a result. A sentence that begins
     * with "Benchmark" is not a result either.
     */
    private static boolean isName(Matcher name) {
        boolean tab = name.group("gap").indexOf('\t') >= 0;
        return tab || name.group("name").matches(NAME) && !name.group("rest").isEmpty();
    }

    private void begun(Matcher name, long number) throws ImportException {
        tearBegun();
        running = true;
        ofPackage = Optional.of(pkg);
        if (name.group("rest").startsWith("--- FAIL: ")) {
            throw new ImportException("the run failed: " + Printable.quote(name.group("rest")));
        }
        if (!result(name.group("name"), name.group("rest"), number)) {
            begun = Optional.of(name.group("name"));
            begunAt = number;
        }
    }

    private void values(String text, long number) throws ImportException {
        if (begun.isEmpty()) {
            throw new ImportException("the values of a benchmark whose name is torn away: "
                    + Printable.quote(text.strip()) + ": send logs elsewhere");
        }
        if (result(begun.get(), text, number)) {
            begun = Optional.empty();
        }
    }

    /** Reads a result after other text, where the beginning of its name is not certain. */
    private void within(String text, long number) throws ImportException {
        String[] words = text.split("\\s+", -1);
        for (int i = 3; i < words.length; i++) {
            int first = words[i - 3].indexOf(BENCHMARK);
            if (first >= 0 && words[i].equals("ns/op") && words[i - 2].matches(COUNT)) {
                running = true;
                results.tear(pkg, words[i - 3].substring(first), number);
                results.tear(pkg, words[i - 3].substring(words[i - 3].lastIndexOf(BENCHMARK)), number);
            }
        }
    }

    /** Adds a result if it is complete. */
    private boolean result(String name, String rest, long number) throws ImportException {
        List<String> words = new ArrayList<>(Arrays.asList(rest.strip().split("\\s+", -1)));
        boolean counted = words.get(0).matches(COUNT);
        if (!counted || words.size() < 3 || words.size() % 2 == 0) {
            return false;
        }
        return results.add(pkg, name, words.subList(1, words.size()), number);
    }

    private void tearBegun() throws ImportException {
        if (begun.isPresent()) {
            results.tear(pkg, begun.get(), begunAt);
        }
        begun = Optional.empty();
    }

    private void close() throws ImportException {
        tearBegun();
        running = false;
    }

    private void ended(String name) throws ImportException {
        if (ofPackage.isPresent() && !pkg.isEmpty() && !pkg.equals(name)) {
            throw new ImportException("\"pkg: " + Printable.escape(pkg, 60) + "\" and \"ok "
                    + Printable.escape(name, 60) + "\" contradict each other: one of the two runs is not whole");
        }
        close();
        ofPackage = Optional.empty();
    }

    private void begin(String name) throws ImportException {
        end();
        ofPackage = Optional.empty();
        pkg = name;
    }

    /** Signals the end of the text. */
    void end() throws ImportException {
        tearBegun();
        if (running) {
            throw new ImportException("the run did not end: neither PASS nor ok stands behind the last result"
                    + (pkg.isEmpty() ? "" : " of package " + Printable.quote(pkg)) + ": keep all that go test prints");
        }
    }
}
