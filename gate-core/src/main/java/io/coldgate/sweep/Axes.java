package io.coldgate.sweep;

import com.google.auto.value.AutoBuilder;
import io.coldgate.thresholds.ConfigurationChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The axes that are varied; an empty axis keeps the file's value.
 *
 * @param builds commands by the name of the build, split as a POSIX shell would
 * @param images container images by a name for people
 * @param memoryMegabytes memory settings, in units of 2^20 bytes
 * @param architectures architectures by Lambda's names
 * @param roles execution roles' ARNs by a name for people
 * @param layers layers, in order, by a name for people
 * @param environment values by variable; a variable that the file has is replaced
 */
public record Axes(
        Map<String, List<String>> builds,
        Map<String, String> images,
        List<Integer> memoryMegabytes,
        List<String> architectures,
        Map<String, String> roles,
        Map<String, List<String>> layers,
        Map<String, List<String>> environment) {
    /** Copies the collections; the order of names is kept. */
    public Axes {
        builds = inOrder(builds);
        images = inOrder(images);
        memoryMegabytes = List.copyOf(memoryMegabytes);
        architectures = List.copyOf(architectures);
        roles = inOrder(roles);
        layers = inOrder(layers);
        environment = inOrder(environment);
    }

    private static <V> Map<String, V> inOrder(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Returns a builder of axes without variation. */
    public static Builder builder() {
        return new AutoBuilder_Axes_Builder()
                .builds(Map.of())
                .images(Map.of())
                .memoryMegabytes(List.of())
                .architectures(List.of())
                .roles(Map.of())
                .layers(Map.of())
                .environment(Map.of());
    }

    /** Returns the number of combinations of a function. */
    public long size() {
        long size = (long) Math.max(1, builds.size())
                * Math.max(1, images.size())
                * Math.max(1, memoryMegabytes.size())
                * Math.max(1, architectures.size())
                * Math.max(1, roles.size())
                * Math.max(1, layers.size());
        for (List<String> values : environment.values()) {
            size *= values.size();
        }
        return size;
    }

    /** Returns every combination. Builds are the outermost axis, so each build runs once. */
    List<Choice> combinations() {
        List<Choice> all = List.of(Choice.NONE);
        all = times(all, builds.keySet(), (choice, name) -> choice.built(name, builds.get(name)));
        all = times(all, images.keySet(), (choice, name) -> choice.image(name, images.get(name)));
        all = times(all, memoryMegabytes, (choice, memory) -> choice.changed(memory + "MB", memory(memory)));
        all = times(all, architectures, (choice, name) -> choice.changed(name, architecture(name)));
        all = times(all, roles.keySet(), (choice, name) -> choice.changed(name, role(roles.get(name))));
        all = times(all, layers.keySet(), (choice, name) -> choice.changed(name, layers(layers.get(name))));
        for (Map.Entry<String, List<String>> variable : environment.entrySet()) {
            String name = variable.getKey();
            all = times(
                    all,
                    variable.getValue(),
                    (choice, value) -> choice.changed(name + "=" + value, variable(name, value)));
        }
        return all;
    }

    private static ConfigurationChange memory(int megabytes) {
        return ConfigurationChange.builder()
                .memoryMegabytes(OptionalInt.of(megabytes))
                .build();
    }

    private static ConfigurationChange architecture(String name) {
        return ConfigurationChange.builder().architecture(Optional.of(name)).build();
    }

    private static ConfigurationChange role(@Nullable String arn) {
        return ConfigurationChange.builder().role(Optional.ofNullable(arn)).build();
    }

    private static ConfigurationChange layers(@Nullable List<String> layers) {
        return ConfigurationChange.builder().layers(Optional.ofNullable(layers)).build();
    }

    private static ConfigurationChange variable(String name, String value) {
        return ConfigurationChange.builder().environment(Map.of(name, value)).build();
    }

    private static <T> List<Choice> times(List<Choice> choices, Iterable<T> axis, BiFunction<Choice, T, Choice> with) {
        List<Choice> all = new ArrayList<>();
        for (Choice choice : choices) {
            axis.forEach(value -> all.add(with.apply(choice, value)));
        }
        return all.isEmpty() ? choices : all;
    }

    /** Sets axes one by one; see {@link Axes} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder builds(Map<String, List<String>> builds);

        Builder images(Map<String, String> images);

        Builder memoryMegabytes(List<Integer> megabytes);

        Builder architectures(List<String> architectures);

        Builder roles(Map<String, String> roles);

        Builder layers(Map<String, List<String>> layers);

        Builder environment(Map<String, List<String>> environment);

        Axes build();
    }
}
