package io.coldgate.thresholds.read;

import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Comparison;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.Invocations;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.OwnMetric;
import io.coldgate.thresholds.Payload;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.Target;
import io.coldgate.thresholds.Watch;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.PlatformNames;
import io.coldgate.thresholds.read.value.Reading;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Reads one key of {@code defaults}, a function or a platform into settings. */
final class SettingReader {
    private static final Pattern ENDPOINT =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?/?");

    private static final Key<String> DESCRIPTION = new Key<>("description");

    private final Map<String, BiConsumer<Field, Settings>> readers = new HashMap<>();

    SettingReader(RepositoryPaths paths, OwnMetricsReader own, PayloadsReader payloads) {
        List<Reading<?>> plain = new ArrayList<>(List.of(
                new Reading<>(DESCRIPTION, field -> Values.text(field, "a text")),
                new Reading<>(Target.PLATFORM, SettingReader::platform),
                new Reading<>(Target.ENDPOINT, SettingReader::endpoint),
                new Reading<>(Limits.ON_INCONCLUSIVE, LimitsReader::onInconclusive)));
        plain.addAll(SourceReader.readings(paths));
        plain.addAll(ConfigurationReader.readings(paths));
        plain.addAll(CloudReader.READINGS);
        plain.add(new Reading<>(CloudSettings.LAYERS, field -> CloudReader.layers(field, paths)));
        plain.forEach(reading -> readers.put(reading.key().name(), reading::read));
        section(Source.PACKAGE, new PackageReader(paths)::read);
        section(Configuration.ENVIRONMENT, new EnvironmentReader(Configuration.ENVIRONMENT)::read);
        InvocationsReader invocations = new InvocationsReader(paths);
        section(OwnMetric.KEY, own::read);
        section(Payload.KEY, payloads::read);
        section(Invocations.WARM, invocations::readWarm);
        section(Invocations.WARM_UP, invocations::readWarmUp);
        section(CloudSettings.VPC, CloudReader::readVpc);
        section(Sampling.KEY, SamplingReader::read);
        section(Limits.BUDGETS, new BudgetReader(own, payloads)::read);
        section(ArtifactBudget.KEY, ArtifactBudgetReader::read);
        section(Limits.PACKAGES, PackagesReader::read);
        section(Baseline.KEY, new BaselineReader(paths)::read);
        section(Comparison.REGRESSION, new RegressionReader(own, payloads)::read);
        section(Watch.KEY, WatchReader::read);
        section(Watch.ACTIONS, ActionsReader::read);
    }

    private void section(Key<?> key, BiConsumer<Field, Settings> reader) {
        readers.put(key.name(), reader);
    }

    /** Reads a key of {@link Keys#COMMON}, or an additional one that is allowed in this place. */
    void read(Field field, Settings into, boolean ofDefaults) {
        if (field.key().equals(Limits.CONFIDENCE.name())) {
            LimitsReader.readConfidence(field, into, ofDefaults);
            return;
        }
        BiConsumer<Field, Settings> reader = readers.get(field.key());
        if (reader == null) {
            throw new IllegalStateException("a known key that nobody reads: " + field.key());
        }
        reader.accept(field, into);
    }

    private static Optional<PlatformName> platform(Field field) {
        return Values.choice(field, "platform", Keys.PLATFORMS).flatMap(PlatformNames::ofKey);
    }

    /**
     * Reads an address, which must be on this machine: a pull request can change this file, and the server at the
     * address receives the package. Another host can be named only on the command line.
     */
    private static Optional<URI> endpoint(Field field) {
        return Values.matching(
                        field,
                        ENDPOINT,
                        "an address on this machine, such as http://127.0.0.1:4566; name another host"
                                + " with --endpoint or LOCALSTACK_ENDPOINT")
                .map(URI::create);
    }
}
