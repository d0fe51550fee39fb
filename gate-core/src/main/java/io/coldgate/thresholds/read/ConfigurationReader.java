package io.coldgate.thresholds.read;

import io.coldgate.facts.Architectures;
import io.coldgate.facts.RuntimeIdentifiers;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.MemorySetting;
import io.coldgate.thresholds.read.value.PayloadFile;
import io.coldgate.thresholds.read.value.Range;
import io.coldgate.thresholds.read.value.Reading;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Runtimes;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads a function's settings, as Lambda knows them, and its event. */
final class ConfigurationReader {
    private static final String DEFAULT_RUNTIME = RuntimeIdentifiers.PROVIDED;
    private static final String DEFAULT_HANDLER = "bootstrap";
    private static final String DEFAULT_ARCHITECTURE = Architectures.X86_64;
    private static final int DEFAULT_MEMORY_MB = 512;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** Lambda's limit. */
    private static final Range TIMEOUT = Range.of("1s", "900s", Dimension.TIME);

    private static final double SECOND = 1e9;

    private static final int LONGEST_HANDLER = 128;
    private static final Pattern HANDLER = Pattern.compile("\\S{1," + LONGEST_HANDLER + "}");

    /** Common synonyms of the two architectures; by spelling alone, amd64 would be taken for arm64. */
    private static final Map<String, String> ARCHITECTURE_SYNONYMS = Map.of(
            "amd64", Architectures.X86_64,
            "x64", Architectures.X86_64,
            "x86-64", Architectures.X86_64,
            "aarch64", Architectures.ARM64);

    /** The settings that can be read independently; {@code payload} is a file in the repository. */
    private static final List<Reading<?>> PLAIN = List.of(
            new Reading<>(Configuration.RUNTIME, ConfigurationReader::runtime),
            new Reading<>(
                    Configuration.HANDLER,
                    field -> Values.matching(field, HANDLER, "a handler of 1 to 128 characters without blanks")),
            new Reading<>(Configuration.ARCHITECTURE, ConfigurationReader::architecture),
            new Reading<>(Configuration.MEMORY, ConfigurationReader::memory),
            new Reading<>(Configuration.TIMEOUT, ConfigurationReader::timeout),
            new Reading<>(Configuration.PROBE, Values::flag));

    static final List<String> KEYS = Reading.names(PLAIN);

    private ConfigurationReader() {}

    static List<Reading<?>> readings(RepositoryPaths paths) {
        List<Reading<?>> all = new ArrayList<>(PLAIN);
        all.add(new Reading<>(
                Configuration.PAYLOAD,
                field -> paths.read(field, "a path, such as event.json")
                        .filter(path -> PayloadFile.check(field, path))));
        return all;
    }

    private static Optional<String> runtime(Field field) {
        Optional<String> text = Values.text(field, "a runtime, such as provided.al2023");
        if (text.isEmpty() || Runtimes.KNOWN.contains(text.get())) {
            return text;
        }
        String hint = text.get().equals(RuntimeIdentifiers.GO)
                ? ": AWS has ended it; build a bootstrap and write provided.al2023"
                : DidYouMean.hint(text.get(), Runtimes.KNOWN);
        field.wrong("unknown runtime " + Printable.quote(text.get()) + hint);
        return Optional.empty();
    }

    static Optional<String> architecture(Field field) {
        String synonym =
                field.node() instanceof YamlNode.Scalar scalar ? ARCHITECTURE_SYNONYMS.get(scalar.text()) : null;
        if (synonym == null) {
            return Values.choice(field, "architecture", Architectures.NAMES);
        }
        field.wrong("Lambda's name for this architecture is " + synonym + ": write that");
        return Optional.empty();
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
        return time.map(Values::duration);
    }

    static Configuration assemble(Settings merged, Map<String, String> environment) {
        return Configuration.builder()
                .runtime(runtime(merged))
                .handler(merged.get(Configuration.HANDLER).orElse(DEFAULT_HANDLER))
                .architecture(merged.get(Configuration.ARCHITECTURE).orElse(DEFAULT_ARCHITECTURE))
                .memoryMegabytes(memoryMegabytes(merged))
                .timeout(merged.get(Configuration.TIMEOUT).orElse(DEFAULT_TIMEOUT))
                .environment(environment)
                .payloads(PayloadsReader.assemble(merged))
                .invocations(InvocationsReader.assemble(merged))
                .metrics(OwnMetricsReader.assemble(merged))
                .role(merged.get(Configuration.ROLE))
                .probe(isProbed(merged))
                .build();
    }

    /**
     * Returns the settings in the file that replace those of a deployed function; the gate's defaults do not replace
     * them.
     */
    static ConfigurationChange said(Settings merged, Map<String, String> environment) {
        return ConfigurationChange.builder()
                .runtime(merged.get(Configuration.RUNTIME))
                .handler(merged.get(Configuration.HANDLER))
                .architecture(merged.get(Configuration.ARCHITECTURE))
                .memoryMegabytes(
                        merged.isSaid(Configuration.MEMORY)
                                ? OptionalInt.of(memoryMegabytes(merged))
                                : OptionalInt.empty())
                .timeout(merged.get(Configuration.TIMEOUT))
                .environment(environment)
                .build();
    }

    static String runtime(Settings merged) {
        return merged.get(Configuration.RUNTIME).orElse(DEFAULT_RUNTIME);
    }

    static int memoryMegabytes(Settings merged) {
        return merged.get(Configuration.MEMORY).orElse(DEFAULT_MEMORY_MB);
    }

    static boolean isProbed(Settings merged) {
        return merged.get(Configuration.PROBE).orElse(false);
    }
}
