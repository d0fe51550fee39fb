package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.Comparison;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads {@code baseline}. It is one statement: a nearer one replaces an inherited one whole. */
final class BaselineReader {
    private static final EnvironmentReader ENVIRONMENT = new EnvironmentReader(Baseline.ENVIRONMENT);

    /**
     * The texts that name a commit: it becomes an argument of git, so that nothing may look like an option, a range or
     * an exclusion.
     */
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_@](?:[A-Za-z0-9_/~^@{}-]|\\.(?!\\.)){0,199}");

    /** Lambda's own pattern: a name of digits alone would be a version. */
    private static final Pattern ALIAS = Pattern.compile("(?![0-9]+$)[A-Za-z0-9_-]{1,128}");

    private static final int LARGEST_VERSION = 1_000_000_000;

    /** The sources of its code; at most one of them. */
    private final List<Reading<?>> sources;

    BaselineReader(RepositoryPaths paths) {
        sources = List.of(
                new Reading<>(Baseline.REF, BaselineReader::ref),
                new Reading<>(Baseline.PACKAGE, field -> paths.read(field, "a path, such as released/function.zip")),
                new Reading<>(Baseline.ALIAS, BaselineReader::alias),
                new Reading<>(
                        Baseline.VERSION,
                        field -> Values.count(field, 1, LARGEST_VERSION).map(number -> number.toString())));
    }

    void read(Field field, Settings into) {
        into.replace(Baseline.KEY);
        if (BudgetReader.isNone(field)) {
            // Without a baseline, inherited limits relative to it have no meaning.
            into.replace(Comparison.REGRESSION);
            return;
        }
        List<Field> children = into.open(Baseline.KEY, field, "a mapping, such as { ref: origin/main }");
        if (children.isEmpty() && field.node() instanceof YamlNode.Mapping) {
            field.wrongKey("empty: name what to compare with, such as ref: origin/main");
            into.mark(Baseline.KEY, field, Settings.Mark.WRONG);
        }
        Optional<Field> source = Optional.empty();
        for (Field child : children) {
            Optional<Reading<?>> reading = Reading.named(child.key(), sources);
            if (reading.isEmpty()) {
                readChange(child, into);
                continue;
            }
            reading.get().read(child, into);
            if (source.isPresent()) {
                child.wrongKey("a second source beside " + source.get().key() + ": keep one of "
                        + String.join(", ", Keys.SOURCES));
            }
            source = source.or(() -> Optional.of(child));
        }
    }

    private static Optional<String> alias(Field field) {
        return Values.matching(
                field, ALIAS, "an alias, such as live: letters, digits, hyphens, underscores, and not digits alone");
    }

    private static Optional<String> ref(Field field) {
        Optional<String> text = Values.text(field, "a branch, tag or commit, such as origin/main");
        if (text.isPresent() && !REF.matcher(text.get()).matches()) {
            field.wrong(
                    Printable.quote(text.get()) + ": not a ref that is taken here: write a branch, tag or commit, such"
                            + " as origin/main, in letters, digits and . _ / ~ ^ @ { } -, without ..");
            return Optional.empty();
        }
        return text;
    }

    private static void readChange(Field field, Settings into) {
        if (field.key().equals(Baseline.ENVIRONMENT.name())) {
            ENVIRONMENT.read(field, into);
        } else if (field.key().equals(Baseline.MEMORY.name())) {
            into.put(Baseline.MEMORY, field, ConfigurationReader.memory(field));
        } else {
            into.mark(Baseline.KEY.below(field.key()), field, Settings.Mark.WRONG);
            field.unknownKey("key", Keys.BASELINE);
        }
    }

    /** Reports an alias or a version where nothing is published. */
    static void checkPlatform(Settings settings, PlatformName platform, Mistakes mistakes) {
        if (platform == PlatformName.AWS) {
            return;
        }
        for (Key<?> key : List.of(Baseline.ALIAS, Baseline.VERSION)) {
            settings.setting(key)
                    .ifPresent(setting -> mistakes.add(
                            setting.key(),
                            setting.path(),
                            "published on AWS only; the platform is " + platform.key()
                                    + ": use ref or package, or put this baseline under platforms.aws"));
        }
    }

    /** The baseline of merged settings, if there is one. */
    static Optional<Baseline> assemble(Settings merged, Candidate candidate, Mistakes mistakes) {
        Optional<Settings.Setting> place = merged.setting(Baseline.KEY);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> variables = ENVIRONMENT.variables(merged);
        Map<String, String> together = new HashMap<>(candidate.environment());
        together.putAll(variables);
        ENVIRONMENT.checkSize(together, merged, mistakes);
        Optional<Integer> memory = merged.get(Baseline.MEMORY);
        return Optional.of(new Baseline(
                merged.get(Baseline.REF),
                merged.get(Baseline.PACKAGE),
                merged.get(Baseline.ALIAS),
                merged.get(Baseline.VERSION),
                ConfigurationChange.builder()
                        .environment(variables)
                        .memoryMegabytes(memory.map(OptionalInt::of).orElseGet(OptionalInt::empty))
                        .build(),
                mistakes.location(place.get().key())));
    }

    /** The candidate that a baseline is to differ from. */
    record Candidate(Optional<Path> packagePath, Map<String, String> environment, int memoryMegabytes) {
        boolean isChangedBy(Baseline baseline) {
            return baseline.ref().isPresent()
                    || baseline.alias().isPresent()
                    || baseline.version().isPresent()
                    || baseline.packagePath().isPresent()
                            && !baseline.packagePath().equals(packagePath)
                    || baseline.change().memoryMegabytes().orElse(memoryMegabytes) != memoryMegabytes
                    || baseline.change().environment().entrySet().stream()
                            .anyMatch(entry -> !entry.getValue().equals(environment.get(entry.getKey())));
        }
    }
}
