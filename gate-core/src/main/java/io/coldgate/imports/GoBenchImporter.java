package io.coldgate.imports;

import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code go test -bench} prints. Each line of a benchmark is one sample of each of its units, so {@code -count 60} gives 60. The
 * {@code -8} at the end of a name is GOMAXPROCS, part of what is measured and not of the name.
 */
final class GoBenchImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(?<name>Benchmark\\S*?)(?:-(?<procs>[0-9]{1,4}))?");
    private static final Pattern RESULT = Pattern.compile("Benchmark\\S*\\s+[0-9]+(\\s.*)?");
    private static final Pattern KEY = Pattern.compile("(goos|goarch|cpu): (.*)");

    /** A line that only a run that went wrong has. */
    private static final Pattern FAILED = Pattern.compile("(--- FAIL: |FAIL(\\s|$)|panic: |fatal error: ).*");

    private static final String TIME = "ns/op";

    private record Key(String pkg, String name, String procs, String unit) {}

    private static final class State {
        private final Map<Key, GrowingValues> series = new LinkedHashMap<>();
        private final Map<String, Better> better = new HashMap<>();
        private final Set<String> packages = new LinkedHashSet<>();
        private String pkg = "";
    }

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        State state = new State();
        Lines.read(path, (text, number) -> line(text, state, draft));
        for (Map.Entry<Key, GrowingValues> entry : state.series.entrySet()) {
            draft.add(series(entry.getKey(), entry.getValue(), state));
        }
    }

    private static void line(String text, State state, Draft draft) throws ImportException {
        Matcher key = KEY.matcher(text);
        if (FAILED.matcher(text.strip()).matches()) {
            throw new ImportException("the run failed: " + Printable.quote(text.strip()));
        } else if (text.startsWith("pkg: ")) {
            state.pkg = text.substring("pkg: ".length()).strip();
        } else if (key.matches()) {
            draft.fact(key.group(1), key.group(2).strip());
        } else if (text.startsWith("Unit ")) {
            unit(text.split("\\s+", -1), state);
        } else if (RESULT.matcher(text).matches()) {
            result(text.strip().split("\\s+", -1), state);
        }
    }

    private static void unit(String[] words, State state) {
        for (int i = 2; i < words.length; i++) {
            if (words[i].equals("better=lower")) {
                state.better.put(words[1], Better.LOWER);
            } else if (words[i].equals("better=higher")) {
                state.better.put(words[1], Better.HIGHER);
            }
        }
    }

    private static void result(String[] words, State state) throws ImportException {
        if (words.length < 4 || words.length % 2 != 0) {
            throw new ImportException(
                    "not a whole line of a benchmark, which is a name, a count, and values with their units");
        }
        Matcher name = NAME.matcher(words[0]);
        if (!name.matches()) {
            throw new ImportException("not a benchmark's name: " + Printable.quote(words[0]));
        }
        state.packages.add(state.pkg);
        String procs = Optional.ofNullable(name.group("procs")).orElse("1");
        for (int i = 2; i < words.length; i += 2) {
            Key key = new Key(state.pkg, name.group("name"), procs, words[i + 1]);
            double inBase = ValueUnit.of(words[i + 1]).inBase();
            state.series
                    .computeIfAbsent(key, unused -> new GrowingValues())
                    .add(number(words[i], words[i + 1]) * inBase);
        }
    }

    private static double number(String text, String unit) throws ImportException {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new ImportException("not a number of zero or more: " + Printable.quote(text + " " + unit));
    }

    private static ToolSeries series(Key key, GrowingValues values, State state) {
        List<String> variant = new ArrayList<>();
        if (state.packages.size() > 1) {
            variant.add("pkg=" + key.pkg());
        }
        variant.add("cpu=" + key.procs());
        return new ToolSeries(
                new SeriesId(key.name(), String.join(",", variant), key.unit()),
                key.unit().equals(TIME),
                ValueUnit.of(key.unit()).unit(),
                better(key.unit(), state),
                values.values());
    }

    private static Better better(String unit, State state) {
        Better said = state.better.get(unit);
        if (said != null) {
            return said;
        }
        if (unit.endsWith("/s")) {
            return Better.HIGHER;
        }
        return unit.equals(TIME) || unit.equals("B/op") || unit.equals("allocs/op") ? Better.LOWER : Better.UNKNOWN;
    }
}
