package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Comparison;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.read.value.CloudNames;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Reading;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads {@code baseline}. A baseline replaces an inherited one completely. */
final class BaselineReader {
    private static final EnvironmentReader ENVIRONMENT = new EnvironmentReader(Baseline.ENVIRONMENT);

    /**
     * The form of a git ref. It becomes an argument of git, so it must not look like an option, a range or an
     * exclusion.
     */
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_@](?:[A-Za-z0-9_/~^@{}-]|\\.(?!\\.)){0,199}");

    /** Lambda's own pattern: a name of only digits would be a version. */
    private static final Pattern ALIAS = Pattern.compile("(?![0-9]+$)[A-Za-z0-9_-]{1,128}");

    private static final int LARGEST_VERSION = 1_000_000_000;

    /** The sources of the baseline's code; at most one may be given. */
    private final List<Reading<?>> sources;

    /** The settings that may differ, and the command that builds another package. */
    private final List<Reading<?>> changes;

    BaselineReader(RepositoryPaths paths) {
        changes = List.of(
                new Reading<>(Baseline.BUILD, SourceReader::command),
                new Reading<>(Baseline.MEMORY, ConfigurationReader::memory),
                new Reading<>(Baseline.ARCHITECTURE, ConfigurationReader::architecture),
                new Reading<>(Baseline.ROLE, CloudReader::role),
                new Reading<>(Baseline.LAYERS, field -> CloudReader.layers(field, paths)));
        sources = List.of(
                new Reading<>(Baseline.REF, BaselineReader::ref),
                new Reading<>(Baseline.PACKAGE, field -> paths.read(field, "a path, such as released/function.zip")),
                new Reading<>(Baseline.IMAGE, CloudReader::image),
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

    /** Reads a git ref. */
    static Optional<String> ref(Field field) {
        Optional<String> text = Values.text(field, "a branch, tag or commit, such as origin/main");
        if (text.isPresent() && !REF.matcher(text.get()).matches()) {
            field.wrong(
                    Printable.quote(text.get()) + ": not a ref that is taken here: write a branch, tag or commit, such"
                            + " as origin/main, in letters, digits and . _ / ~ ^ @ { } -, without ..");
            return Optional.empty();
        }
        return text;
    }

    private void readChange(Field field, Settings into) {
        Optional<Reading<?>> reading = Reading.named(field.key(), changes);
        if (field.key().equals(Baseline.ENVIRONMENT.name())) {
            ENVIRONMENT.read(field, into);
        } else if (reading.isPresent()) {
            reading.get().read(field, into);
        } else {
            into.mark(Baseline.KEY.below(field.key()), field, Settings.Mark.WRONG);
            field.unknownKey("key", Keys.BASELINE);
        }
    }

    /** Reports settings that are only valid together, and a build that would overwrite the candidate's package. */
    private static void checkBuild(Settings settings, Mistakes mistakes) {
        Optional<Settings.Setting> build = settings.setting(Baseline.BUILD);
        if (build.isEmpty()) {
            return;
        }
        Optional<Path> made = settings.get(Baseline.PACKAGE);
        if (settings.setting(Baseline.PACKAGE).isEmpty()
                && settings.setting(Baseline.IMAGE).isEmpty()) {
            mistakes.add(
                    build.get().key(),
                    build.get().path(),
                    "no package: name beside it what this command makes, such as package: slow/function.zip");
        } else if (made.isPresent() && made.equals(settings.get(Source.PACKAGE))) {
            Settings.Setting place = settings.setting(Baseline.PACKAGE).orElseThrow();
            mistakes.add(
                    place.key(),
                    place.path(),
                    "the candidate's own package, which this build would overwrite: let it make another");
        }
    }

    /** Reports settings that the platform does not support. */
    static void checkPlatform(Settings settings, PlatformName platform, Mistakes mistakes) {
        checkBuild(settings, mistakes);
        checkPublished(settings, platform, mistakes);
        boolean local = settings.get(Baseline.LAYERS).orElse(List.of()).stream().anyMatch(CloudSettings::isLocal);
        refuse(
                settings,
                Baseline.LAYERS,
                local && platform != PlatformName.EMBEDDED,
                "a layer of this repository is for the embedded platform only",
                mistakes);
        refuse(settings, Baseline.ROLE, platform != PlatformName.AWS, "roles are judged on AWS only", mistakes);
        refuse(
                settings,
                Baseline.IMAGE,
                platform != PlatformName.EMBEDDED
                        && settings.get(Baseline.IMAGE)
                                .filter(image -> !CloudNames.isInEcr(image))
                                .isPresent(),
                "an image of this machine is for the embedded platform only",
                mistakes);
    }

    private static void refuse(Settings settings, Key<?> key, boolean refused, String why, Mistakes mistakes) {
        if (refused) {
            settings.setting(key)
                    .ifPresent(setting -> mistakes.add(
                            setting.key(),
                            setting.path(),
                            why + ": remove " + key.name() + ", or put this baseline under platforms.aws"));
        }
    }

    /** Reports an alias or a version if nothing is published. */
    private static void checkPublished(Settings settings, PlatformName platform, Mistakes mistakes) {
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

    /** Returns the baseline from merged settings, if there is one. */
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
                merged.get(Baseline.BUILD),
                merged.get(Baseline.PACKAGE),
                merged.get(Baseline.IMAGE),
                merged.get(Baseline.ALIAS),
                merged.get(Baseline.VERSION),
                ConfigurationChange.builder()
                        .environment(variables)
                        .architecture(merged.get(Baseline.ARCHITECTURE))
                        .role(merged.get(Baseline.ROLE))
                        .layers(merged.get(Baseline.LAYERS))
                        .memoryMegabytes(memory.map(OptionalInt::of).orElseGet(OptionalInt::empty))
                        .build(),
                mistakes.location(place.get().key())));
    }

    /** The candidate, from which the baseline must differ. */
    record Candidate(
            Optional<Path> packagePath, Configuration configuration, List<String> layers, Optional<String> image) {
        static Candidate of(Settings merged, Map<String, String> environment) {
            return new Candidate(
                    merged.get(Source.PACKAGE),
                    ConfigurationReader.assemble(merged, environment),
                    merged.get(CloudSettings.LAYERS).orElse(List.of()),
                    merged.get(CloudSettings.IMAGE));
        }

        Map<String, String> environment() {
            return configuration.environment();
        }

        boolean isChangedBy(Baseline baseline) {
            return baseline.ref().isPresent()
                    || baseline.alias().isPresent()
                    || baseline.version().isPresent()
                    || baseline.packagePath().isPresent()
                            && !baseline.packagePath().equals(packagePath)
                    || baseline.image().isPresent() && !baseline.image().equals(image)
                    || !baseline.change().layers().orElse(layers).equals(layers)
                    || !configuration.with(baseline.change()).equals(configuration);
        }
    }
}
