package io.coldgate.run.bisect;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Sha256;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings that a comparison depends on, besides both commits and the limit. They are read from the record
 * components, so a new setting is included automatically.
 */
final class ComparisonSettings {
    private final Path folder;

    private ComparisonSettings(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the hexadecimal SHA-256 of the settings: target, build command, package path, configuration, events and
     * local layers with their contents, sampling, and error rates. The cap on the rounds and the time limit are left
     * out, because evidence found under other limits remains valid.
     *
     * @throws IOException when an event or a layer cannot be read
     */
    static String sha256(Thresholds thresholds, FunctionSpec function) throws IOException {
        ComparisonSettings settings = new ComparisonSettings(thresholds.folder());
        List<Path> layers =
                function.target().cloud().localLayers().stream().map(Path::of).toList();
        String text = settings.text(List.of(
                function.target(),
                layers,
                function.source().build(),
                function.source().packagePath().map(settings::relative),
                function.configuration(),
                function.said(),
                function.sampling().discard(),
                function.sampling().fanOut(),
                function.limits().missed(),
                thresholds.falseAlarm()));
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(Object value) throws IOException {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? "(" + text(optional.get()) + ")" : "()";
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sorted.put(text(entry.getKey()), text(entry.getValue()));
            }
            return sorted.toString();
        }
        if (value instanceof Collection<?> values) {
            StringBuilder all = new StringBuilder("[");
            for (Object each : values) {
                all.append(text(each)).append(',');
            }
            return all.append(']').toString();
        }
        if (value instanceof Metric metric) {
            return metric.key() + " " + metric.dimension() + (metric.moreIsBetter() ? " up" : " down");
        }
        if (value instanceof Path path) {
            return relative(path) + " " + content(path);
        }
        return value instanceof Record record ? components(record) : quoted(value.toString());
    }

    /** Prefixes a text with its length, so two different lists of texts never have the same encoding. */
    private static String quoted(String text) {
        return text.length() + ":" + text;
    }

    private String components(Record record) throws IOException {
        StringBuilder all = new StringBuilder(record.getClass().getSimpleName()).append('{');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Object value = Objects.requireNonNull(component.getAccessor().invoke(record));
                all.append(component.getName()).append('=').append(text(value)).append(';');
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("settings are public records: " + record.getClass(), e);
            }
        }
        return all.append('}').toString();
    }

    /**
     * Returns the path relative to the thresholds folder, so another checkout of the repository gives the same digest.
     */
    private String relative(Path path) {
        return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
    }

    private static String content(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.isRegularFile(path) ? Sha256.hex(path) : "missing";
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder hashes = new StringBuilder();
        for (Path file : files) {
            hashes.append(quoted(path.relativize(file).toString())).append(Sha256.hex(file));
        }
        return Sha256.hex(hashes.toString().getBytes(StandardCharsets.UTF_8));
    }
}
