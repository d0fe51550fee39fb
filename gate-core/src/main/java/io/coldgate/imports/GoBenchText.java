package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one test program after the other. Go prints a benchmark's name and a tab first, and count and values when
 * it is over: whatever else writes in between tears the line. Benchmarks run one after the other, so values that then
 * come alone, on a line of their own, are those of the name before. A result whose values do not come is torn, and its
 * benchmark is not judged.
 */
final class GoBenchText {
    private static final String BENCHMARK = "Benchmark";
    private static final String COUNT = "[0-9]{1,18}";

    /** The letter after "Benchmark" is no small one, or Go would not take it for a benchmark. */
    private static final String NAME = "Benchmark[\\p{L}\\p{N}_/&&[^\\p{Ll}]]\\S*";

    private static final Pattern BEGUN =
            Pattern.compile("(?<name>" + NAME + "|Benchmark(?:-[0-9]+)?)(?<gap>\\s+)(?<rest>.*)", Pattern.DOTALL);

    /** Count, time and perhaps more. */
    private static final Pattern VALUES = Pattern.compile("\\s*[0-9]+\\s+[0-9.]\\S*\\s+ns/op(\\s.*)?", Pattern.DOTALL);

    private static final Pattern KEY = Pattern.compile("(goos|goarch|cpu): (.*)");

    /** A line that only a run that went wrong has. */
    private static final Pattern FAILED =
            Pattern.compile("(--- FAIL: |FAIL(\\s|$)|panic: |fatal error: |\\*\\*\\* Test killed|signal: [a-z]).*"
                    + "|exit status [1-9][0-9]*");

    private static final Pattern ENDED = Pattern.compile("ok\\s+(?<pkg>\\S+).*", Pattern.DOTALL);

    private final GoBenchResults results;
    private String pkg = "";

    /** A name whose values have not come, and the line that it stands in. */
    private Optional<String> begun = Optional.empty();

    private long begunAt;

    /** Says whether there are results since the last PASS. */
    private boolean running;

    /**
     * The package of results for which no {@code ok} has come; it may never come where the test program was called
     * itself.
     */
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
     * Returns whether a line is a name alone, as the verbose mode prints it, which is no result; nor is a sentence that
     * begins with "Benchmark".
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

    /** A result behind other text: where its name begins is not known for certain. */
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

    /** Takes a result if it is whole. */
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

    /** Says that the text is over. */
    void end() throws ImportException {
        tearBegun();
        if (running) {
            throw new ImportException("the run did not end: neither PASS nor ok stands behind the last result"
                    + (pkg.isEmpty() ? "" : " of package " + Printable.quote(pkg)) + ": keep all that go test prints");
        }
    }
}
