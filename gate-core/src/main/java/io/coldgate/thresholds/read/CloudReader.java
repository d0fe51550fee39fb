package io.coldgate.thresholds.read;

import io.coldgate.facts.Regions;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.read.value.CloudNames;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Reading;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys of {@link Keys#CLOUD}. The patterns are Lambda's own. */
final class CloudReader {
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-z]{1,32}");
    private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-zA-Z]{1,32}");
    private static final Pattern FUNCTION = Pattern.compile("([A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9_-]{1,128}))?");

    /** Lambda's limits. */
    private static final int MOST_SUBNETS = 16;

    private static final int MOST_SECURITY_GROUPS = 5;

    /** The number of concurrent environments of a new account; one cold start after the other never needs more. */
    private static final int MOST_PROVISIONED = 1000;

    private static final String FUNCTION_EXAMPLE = "a deployed function's name, such as checkout or checkout:live";

    /** The keys that can be read independently; {@code vpc} has two keys below it. */
    static final List<Reading<?>> READINGS = List.of(
            new Reading<>(Configuration.ROLE, CloudReader::role),
            new Reading<>(
                    CloudSettings.REGION,
                    field -> Values.matching(field, Regions.NAME, "a region, such as eu-central-1")),
            new Reading<>(CloudSettings.IMAGE, CloudReader::image),
            new Reading<>(CloudSettings.SNAP_START, Values::flag),
            new Reading<>(CloudSettings.PROVISIONED_CONCURRENCY, field -> Values.count(field, 1, MOST_PROVISIONED)),
            new Reading<>(CloudSettings.FUNCTION, CloudReader::function),
            new Reading<>(
                    CloudSettings.LOG_FORMAT,
                    field ->
                            Values.choice(field, "log format", Keys.LOG_FORMATS).map(word -> word.equals("json"))));

    static final List<String> KEYS = Reading.names(READINGS);

    private static final List<Reading<?>> OF_VPC = List.of(
            new Reading<>(
                    CloudSettings.SUBNETS,
                    field -> texts(field, SUBNET, "a subnet, such as subnet-1a2b", MOST_SUBNETS)),
            new Reading<>(
                    CloudSettings.SECURITY_GROUPS,
                    field -> texts(field, SECURITY_GROUP, "a security group, such as sg-1a2b", MOST_SECURITY_GROUPS)));

    private CloudReader() {}

    static Optional<String> role(Field field) {
        return Values.matching(field, CloudNames.ROLE, CloudNames.A_ROLE);
    }

    /** Reads layers: ARNs as they are, and folders or zips of the repository as absolute paths. */
    static Optional<List<String>> layers(Field field, RepositoryPaths paths) {
        return texts(
                field,
                CloudNames.LAYER,
                CloudNames.A_LAYER,
                CloudNames.MOST_LAYERS,
                item -> paths.read(item, "a path").map(Path::toString));
    }

    static Optional<String> image(Field field) {
        return Values.matching(field, CloudNames.IMAGE, CloudNames.AN_IMAGE);
    }

    static void readVpc(Field field, Settings into) {
        List<String> said = new ArrayList<>();
        String example = "{ subnets: [subnet-1a2b], security-groups: [sg-1a2b] }";
        for (Field child : into.open(CloudSettings.VPC, field, "a mapping, such as " + example)) {
            Optional<Reading<?>> reading = Reading.named(child.key(), OF_VPC);
            if (reading.isPresent()) {
                said.add(child.key());
                reading.get().read(child, into);
            } else {
                child.unknownKey("key", Keys.VPC);
            }
        }
        if (field.node() instanceof YamlNode.Mapping && !said.containsAll(Keys.VPC)) {
            field.wrongKey("subnets and security-groups go together: write " + example);
        }
    }

    private static Optional<List<String>> texts(Field field, Pattern pattern, String expected, int most) {
        return texts(field, pattern, expected, most, item -> Values.matching(item, pattern, expected));
    }

    /**
     * Reads a list.
     *
     * @param local reads entries that begin with a dot and a slash
     */
    private static Optional<List<String>> texts(
            Field field, Pattern pattern, String expected, int most, Function<Field, Optional<String>> local) {
        if (!(field.node() instanceof YamlNode.Sequence list)) {
            field.wrong("expected a list of such as [" + expected.substring(expected.lastIndexOf(' ') + 1) + "], found "
                    + field.node().kind());
            return Optional.empty();
        }
        if (list.items().isEmpty() || list.items().size() > most) {
            field.wrong("a list of " + list.items().size() + ": write 1 to " + most);
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (YamlNode item : list.items()) {
            Field one = new Field(field.key(), item.position(), field.path(), item, field.mistakes());
            boolean isLocal = item instanceof YamlNode.Scalar text
                    && (text.text().startsWith("./") || text.text().startsWith("../"));
            (isLocal ? local.apply(one) : Values.matching(one, pattern, expected)).ifPresent(values::add);
        }
        return values.size() == list.items().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private static Optional<CloudSettings.DeployedFunction> function(Field field) {
        if (!(field.node() instanceof YamlNode.Mapping)) {
            return deployed(field, false);
        }
        Optional<Field> name = Optional.empty();
        boolean inPlace = false;
        for (Field child : field.children(FUNCTION_EXAMPLE)) {
            switch (child.key()) {
                case "name" -> name = Optional.of(child);
                case "in-place" -> inPlace = Values.flag(child).orElse(false);
                default -> child.unknownKey("key", Keys.DEPLOYED);
            }
        }
        if (name.isEmpty()) {
            field.wrongKey("no name: write { name: checkout, in-place: true }");
        }
        boolean self = inPlace;
        return name.flatMap(child -> deployed(child, self));
    }

    private static Optional<CloudSettings.DeployedFunction> deployed(Field field, boolean inPlace) {
        Optional<String> text = Values.matching(field, FUNCTION, FUNCTION_EXAMPLE);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = FUNCTION.matcher(text.get());
        boolean matches = parts.matches();
        Optional<String> qualifier = matches ? Optional.ofNullable(parts.group(2)) : Optional.empty();
        if (inPlace && qualifier.isPresent()) {
            field.wrong("in place, only what is not published can be changed: remove :" + qualifier.get()
                    + ", or in-place");
            return Optional.empty();
        }
        return Optional.of(new CloudSettings.DeployedFunction(parts.group(1), qualifier, inPlace));
    }

    static CloudSettings assemble(Settings merged) {
        Optional<Integer> provisioned = merged.get(CloudSettings.PROVISIONED_CONCURRENCY);
        return new CloudSettings(
                merged.get(CloudSettings.REGION),
                merged.get(CloudSettings.SUBNETS).orElse(List.of()),
                merged.get(CloudSettings.SECURITY_GROUPS).orElse(List.of()),
                merged.get(CloudSettings.LAYERS).orElse(List.of()),
                merged.get(CloudSettings.IMAGE),
                merged.get(CloudSettings.SNAP_START),
                provisioned.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                merged.get(CloudSettings.FUNCTION),
                merged.get(CloudSettings.LOG_FORMAT));
    }
}
