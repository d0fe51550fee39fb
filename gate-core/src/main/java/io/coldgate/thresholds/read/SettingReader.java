package io.coldgate.thresholds.read;

import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one key of {@code defaults}, a function or a platform into settings. */
final class SettingReader {
    private static final double SECOND = 1e9;

    /** Lambda's limit. */
    private static final Range TIMEOUT = Range.of("1s", "900s", Dimension.TIME);

    private static final int LONGEST_HANDLER = 128;

    /** A day is longer than any CI job may run. */
    private static final Range TIME_LIMIT = Range.of("1s", "24h", Dimension.TIME);

    /** More than any quantile of the format can need, and few enough to hold in memory. */
    private static final int MOST_SAMPLES = 100_000;

    /** Statistics need a handful; a hundred would hide what users see first. */
    private static final int MOST_DISCARDED = 100;

    private static final Pattern HANDLER = Pattern.compile("\\S{1," + LONGEST_HANDLER + "}");

    private static final Pattern ENDPOINT =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?/?");

    private final RepositoryPaths paths;
    private final BudgetReader budgets = new BudgetReader();
    private final RegressionReader regressions = new RegressionReader();
    private final EnvironmentReader environment = new EnvironmentReader("environment");
    private final BaselineReader baselines;

    SettingReader(RepositoryPaths paths) {
        this.paths = paths;
        this.baselines = new BaselineReader(paths);
    }

    /** Reads a key of {@link Keys#COMMON} or one that its place allows besides. */
    void read(Field field, Settings into, boolean ofDefaults) {
        switch (field.key()) {
            case "build" -> put(into, field, Values.text(field, "a command").flatMap(text -> words(field, text)));
            case "package" -> put(into, field, paths.read(field, "a path, such as function.zip"));
            case "payload" ->
                put(
                        into,
                        field,
                        paths.read(field, "a path, such as event.json").filter(path -> PayloadFile.check(field, path)));
            case "sources" -> put(into, field, SourceList.read(field, paths));
            case "platform" -> put(into, field, platform(field));
            case "runtime" -> put(into, field, runtime(field));
            case "handler" ->
                put(into, field, matching(field, HANDLER, "a handler of 1 to 128 characters without blanks"));
            case "architecture" -> put(into, field, architecture(field));
            case "memory" -> put(into, field, memory(field));
            case "timeout" -> put(into, field, timeout(field));
            case "on-inconclusive" ->
                put(
                        into,
                        field,
                        Values.choice(field, "policy", Keys.ON_INCONCLUSIVE)
                                .map(word -> OnInconclusive.valueOf(word.toUpperCase(java.util.Locale.ROOT))));
            case "description" -> put(into, field, Values.text(field, "a text"));
            case "probe" -> put(into, field, Values.flag(field));
            case "endpoint" -> put(into, field, endpoint(field));
            case "environment" -> environment.read(field, into);
            case "sampling" -> sampling(field, into);
            case "confidence" -> confidence(field, into, ofDefaults);
            case "budgets" -> budgets.readBudgets(field, into);
            case "artifact" -> budgets.readArtifact(field, into);
            case "baseline" -> baselines.read(field, into);
            case "regression" -> regressions.read(field, into);
            default -> CloudReader.read(field, into);
        }
    }

    private static void put(Settings into, Field field, Optional<?> value) {
        into.put(field.key(), field, value);
    }

    private static Optional<CommandWords> words(Field field, String text) {
        try {
            return Optional.of(CommandWords.split(text));
        } catch (CommandWords.NotWordsException e) {
            field.wrong(e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<PlatformName> platform(Field field) {
        return Values.choice(field, "platform", Keys.PLATFORMS).flatMap(PlatformNames::ofKey);
    }

    private static Optional<String> runtime(Field field) {
        Optional<String> text = Values.text(field, "a runtime, such as provided.al2023");
        if (text.isEmpty() || Runtimes.KNOWN.contains(text.get())) {
            return text;
        }
        String hint = text.get().equals(Runtimes.GO)
                ? ": AWS has ended it; build a bootstrap and write provided.al2023"
                : DidYouMean.hint(text.get(), Runtimes.KNOWN);
        field.wrong("unknown runtime " + Printable.quote(text.get()) + hint);
        return Optional.empty();
    }

    /**
     * On this machine only: a pull request writes this file, and whoever listens there gets the package. Another host
     * is named by who runs the gate.
     */
    private static Optional<URI> endpoint(Field field) {
        return matching(
                        field,
                        ENDPOINT,
                        "an address on this machine, such as http://127.0.0.1:4566; name another host"
                                + " with --endpoint or LOCALSTACK_ENDPOINT")
                .map(URI::create);
    }

    private static Optional<String> architecture(Field field) {
        String synonym =
                field.node() instanceof YamlNode.Scalar scalar ? Keys.ARCHITECTURE_SYNONYMS.get(scalar.text()) : null;
        if (synonym == null) {
            return Values.choice(field, "architecture", Keys.ARCHITECTURES);
        }
        field.wrong("Lambda's name for this architecture is " + synonym + ": write that");
        return Optional.empty();
    }

    /** A text that fits the pattern. */
    static Optional<String> matching(Field field, Pattern pattern, String expected) {
        Optional<String> text = Values.text(field, expected);
        if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
            field.wrong(Printable.quote(text.get()) + ": not " + expected);
            return Optional.empty();
        }
        return text;
    }

    /** A memory setting, in megabytes. */
    static Optional<Integer> memory(Field field) {
        Optional<Quantity> size = Values.within(field, MemorySetting.RANGE);
        if (size.isPresent() && !MemorySetting.isWhole(size.get())) {
            field.wrong(MemorySetting.NOT_WHOLE);
            return Optional.empty();
        }
        return size.map(MemorySetting::megabytes);
    }

    private static Optional<Duration> timeout(Field field) {
        Optional<Quantity> time = Values.within(field, TIMEOUT);
        if (time.isPresent() && time.get().value() % SECOND != 0) {
            field.wrong("Lambda's timeout comes in whole seconds: write a whole number of s");
            return Optional.empty();
        }
        return time.map(SettingReader::duration);
    }

    private static Duration duration(Quantity time) {
        return Duration.ofNanos((long) time.value());
    }

    private static void sampling(Field field, Settings into) {
        for (Field child : into.open("sampling", field, "a mapping, such as { max: 300, time-limit: 10m }")) {
            Optional<?> value = switch (child.key()) {
                case "max" -> Values.count(child, 1, MOST_SAMPLES);
                case "discard" -> Values.count(child, 0, MOST_DISCARDED);
                case "fan-out" -> Values.count(child, 1, FanOut.MOST);
                case "copies" -> Values.count(child, 1, FanOut.MOST_COPIES);
                case "time-limit" -> Values.within(child, TIME_LIMIT).map(SettingReader::duration);
                default -> {
                    child.unknownKey("key", Keys.SAMPLING);
                    yield Optional.empty();
                }
            };
            into.put("sampling." + child.key(), child, value);
        }
    }

    private static void confidence(Field field, Settings into, boolean ofDefaults) {
        List<String> known = ofDefaults ? Keys.CONFIDENCE_OF_DEFAULTS : Keys.CONFIDENCE;
        for (Field child : into.open("confidence", field, "a mapping, such as { missed: 5% }")) {
            if (known.contains(child.key())) {
                Values.probability(child, Keys.MOST_PROBABILITY)
                        .ifPresent(share -> into.put("confidence." + child.key(), child, share));
            } else if (child.key().equals("false-alarm")) {
                child.wrongKey("counts for the whole build: put it under defaults.confidence");
            } else {
                child.unknownKey("key", known);
            }
        }
    }
}
