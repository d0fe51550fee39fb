package io.coldgate.imports;

import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The results of Go benchmarks, by package, name and unit, and interleaved results. */
final class GoBenchResults {
    /**
     * The {@code -8} at the end of a name is GOMAXPROCS, part of the conditions and not of the name. Go omits it for 1,
     * and never writes leading zeros.
     */
    private static final Pattern NAME = Pattern.compile("(?<name>\\S+?)(?:-(?<procs>[2-9]|[1-9][0-9]{1,3}))?");

    private static final String TIME = "ns/op";
    private static final Set<String> COSTS = Set.of(TIME, "B/op", "allocs/op");

    /** The number of interleaved results that are kept; a hostile file could have a different name on each line. */
    private static final int MOST_TORN = 100_000;

    private record Benchmark(String pkg, String written) {}

    private record Key(Benchmark benchmark, String unit) {}

    /** The first and the last interleaved line, and their number. */
    private record Torn(long first, long last, int count) {}

    private final Draft draft;
    private final Map<Key, GrowingValues> series = new LinkedHashMap<>();
    private final Map<Benchmark, Torn> torn = new LinkedHashMap<>();
    private final Map<String, Better> directions = new HashMap<>();
    private final Map<String, String> contradictions = new HashMap<>();
    private final Set<String> packages = new LinkedHashSet<>();

    GoBenchResults(Draft draft) {
        this.draft = draft;
    }

    void fact(String name, String value) {
        draft.fact(name, value);
    }

    /** Reads a line {@code Unit ns/op better=lower}. */
    void unit(String[] words, long line) {
        for (int i = 2; i < words.length; i++) {
            Better said = words[i].equals("better=lower")
                    ? Better.LOWER
                    : words[i].equals("better=higher") ? Better.HIGHER : Better.UNKNOWN;
            if (said == Better.UNKNOWN) {
                continue;
            }
            Better before = directions.putIfAbsent(words[1], said);
            Better known = before != null ? before : COSTS.contains(words[1]) ? Better.LOWER : said;
            if (known != said) {
                contradictions.put(
                        words[1],
                        "line " + line + ": \"" + words[i] + "\" of " + Printable.quote(words[1])
                                + " contradicts better=" + known.key());
            }
        }
    }

    /**
     * Adds a result if it is one.
     *
     * @param words values, each followed by its unit
     * @return whether it is one; otherwise nothing was added
     */
    boolean add(String pkg, String written, List<String> words, long line) throws ImportException {
        Set<String> units = new HashSet<>();
        for (int i = 0; i < words.size(); i += 2) {
            if (!isNumber(words.get(i)) || isNumber(words.get(i + 1))) {
                return false;
            }
            if (!units.add(words.get(i + 1))) {
                throw new ImportException(Printable.quote(written) + " has two values in "
                        + Printable.quote(words.get(i + 1)) + " in one result, which contradict each other");
            }
        }
        Benchmark benchmark = new Benchmark(pkg, written);
        packages.add(pkg);
        for (int i = 0; i < words.size(); i += 2) {
            String unit = words.get(i + 1);
            series.computeIfAbsent(new Key(benchmark, unit), unused -> new GrowingValues())
                    .add(Double.parseDouble(words.get(i)) * ValueUnit.of(unit).inBase());
        }
        return true;
    }

    private static boolean isNumber(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value < Double.POSITIVE_INFINITY;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Counts a result that was begun but whose values are not known. */
    void tear(String pkg, String written, long line) throws ImportException {
        packages.add(pkg);
        Benchmark benchmark = new Benchmark(pkg, written);
        Torn before = torn.get(benchmark);
        // A line may count twice for the same name, as its beginning and as its end.
        if (before == null || before.last() != line) {
            torn.put(
                    benchmark,
                    before == null ? new Torn(line, line, 1) : new Torn(before.first(), line, before.count() + 1));
        }
        if (torn.size() > MOST_TORN) {
            throw new ImportException("more than " + MOST_TORN + " benchmarks whose results are torn");
        }
    }

    void addTo(Draft into) throws ImportException {
        Set<Benchmark> known = new HashSet<>();
        for (Map.Entry<Key, GrowingValues> entry : series.entrySet()) {
            Benchmark benchmark = entry.getKey().benchmark();
            String unit = entry.getKey().unit();
            known.add(benchmark);
            SeriesId id = id(benchmark, unit);
            into.add(new ToolSeries(
                            id,
                            unit.equals(TIME),
                            ValueUnit.of(unit).unit(),
                            better(unit),
                            entry.getValue().values())
                    .writtenAs(benchmark.written()));
            if (torn.containsKey(benchmark)) {
                into.spoil(id, unit.equals(TIME), problem(benchmark));
            } else if (contradictions.containsKey(unit)) {
                into.spoil(id, unit.equals(TIME), contradictions.get(unit));
            }
        }
        for (Benchmark benchmark : torn.keySet()) {
            if (!known.contains(benchmark)) {
                into.spoil(id(benchmark, ""), true, problem(benchmark));
            }
        }
    }

    private String problem(Benchmark benchmark) {
        Torn where = torn.getOrDefault(benchmark, new Torn(0, 0, 0));
        return "line " + where.first() + ": the result of " + Printable.escape(benchmark.written(), 120)
                + " is torn apart by other output"
                + (where.count() > 1 ? ", and so are " + (where.count() - 1) + " more" : "")
                + ": send logs elsewhere";
    }

    private SeriesId id(Benchmark benchmark, String unit) {
        Matcher name = NAME.matcher(benchmark.written());
        boolean counted = name.matches() && name.group("procs") != null;
        String variant = packages.size() > 1 ? "pkg=" + benchmark.pkg() + "," : "";
        return new SeriesId(
                counted ? name.group("name") : benchmark.written(),
                variant + "cpu=" + (counted ? name.group("procs") : "1"),
                unit);
    }

    private Better better(String unit) {
        Better said = directions.get(unit);
        if (said != null) {
            return said;
        }
        if (unit.endsWith("/s")) {
            return Better.HIGHER;
        }
        return COSTS.contains(unit) ? Better.LOWER : Better.UNKNOWN;
    }
}
