package io.coldgate.thresholds.read;

import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys of {@link Keys#CLOUD}. The patterns are Lambda's own. */
final class CloudReader {
    private static final Pattern ROLE =
            Pattern.compile("arn:aws[a-zA-Z-]*:iam::[0-9]{12}:role/[a-zA-Z_0-9+=,.@/-]{1,512}");
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-z]{1,32}");
    private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-zA-Z]{1,32}");
    private static final Pattern LAYER =
            Pattern.compile("arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:[0-9]{12}:layer:[a-zA-Z0-9_-]{1,140}:[0-9]{1,10}");
    private static final Pattern IMAGE = Pattern.compile("[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/"
            + "[a-z0-9._/-]{1,256}(:[A-Za-z0-9._-]{1,128}|@sha256:[0-9a-f]{64})");
    private static final Pattern FUNCTION = Pattern.compile("([A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9_-]{1,128}))?");

    /** Lambda's limits. */
    private static final int MOST_LAYERS = 5;

    private static final int MOST_SUBNETS = 16;
    private static final int MOST_SECURITY_GROUPS = 5;

    /** What a new account may run at once; more is never needed for one cold start after the other. */
    private static final int MOST_PROVISIONED = 1000;

    private static final String FUNCTION_EXAMPLE = "a deployed function's name, such as checkout or checkout:live";

    private CloudReader() {}

    /** A list of texts: a type of its own, as settings are told apart by type. */
    record Texts(List<String> values) {}

    /** The format of a log: a type of its own, as other flags are truth values too. */
    record LogFormat(boolean json) {}

    static void read(Field field, Settings into) {
        switch (field.key()) {
            case "role" ->
                put(
                        into,
                        field,
                        SettingReader.matching(
                                field, ROLE, "a role's ARN, such as arn:aws:iam::123456789012:role/lambda"));
            case "region" ->
                put(into, field, SettingReader.matching(field, CloudSettings.REGION, "a region, such as eu-central-1"));
            case "vpc" -> vpc(field, into);
            case "layers" ->
                put(
                        into,
                        field,
                        texts(
                                field,
                                LAYER,
                                "a layer version's ARN, such as arn:aws:lambda:eu-central-1:123456789012:layer:tools:3",
                                MOST_LAYERS));
            case "image" ->
                put(
                        into,
                        field,
                        SettingReader.matching(
                                field,
                                IMAGE,
                                "an image in ECR with a tag or a digest, such as"
                                        + " 123456789012.dkr.ecr.eu-central-1.amazonaws.com/checkout:42"));
            case "snap-start" -> put(into, field, Values.flag(field));
            case "provisioned-concurrency" -> put(into, field, Values.count(field, 1, MOST_PROVISIONED));
            case "function" -> function(field, into);
            case "log-format" ->
                put(
                        into,
                        field,
                        Values.choice(field, "log format", Keys.LOG_FORMATS)
                                .map(word -> new LogFormat(word.equals("json"))));
            default -> throw new IllegalStateException("a known key that nobody reads: " + field.key());
        }
    }

    private static void put(Settings into, Field field, Optional<?> value) {
        into.put(field.key(), field, value);
    }

    private static void vpc(Field field, Settings into) {
        boolean subnets = false;
        boolean groups = false;
        String example = "{ subnets: [subnet-1a2b], security-groups: [sg-1a2b] }";
        for (Field child : into.open("vpc", field, "a mapping, such as " + example)) {
            switch (child.key()) {
                case "subnets" -> {
                    subnets = true;
                    into.put("vpc.subnets", child, texts(child, SUBNET, "a subnet, such as subnet-1a2b", MOST_SUBNETS));
                }
                case "security-groups" -> {
                    groups = true;
                    into.put(
                            "vpc.security-groups",
                            child,
                            texts(child, SECURITY_GROUP, "a security group, such as sg-1a2b", MOST_SECURITY_GROUPS));
                }
                default -> child.unknownKey("key", Keys.VPC);
            }
        }
        if (field.node() instanceof YamlNode.Mapping && (!subnets || !groups)) {
            field.wrongKey("subnets and security-groups go together: write " + example);
        }
    }

    private static Optional<Texts> texts(Field field, Pattern pattern, String expected, int most) {
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
            SettingReader.matching(one, pattern, expected).ifPresent(values::add);
        }
        return values.size() == list.items().size() ? Optional.of(new Texts(values)) : Optional.empty();
    }

    private static void function(Field field, Settings into) {
        if (!(field.node() instanceof YamlNode.Mapping)) {
            put(into, field, deployed(field, false));
            return;
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
        put(into, field, name.flatMap(child -> deployed(child, self)));
    }

    private static Optional<CloudSettings.DeployedFunction> deployed(Field field, boolean inPlace) {
        Optional<String> text = SettingReader.matching(field, FUNCTION, FUNCTION_EXAMPLE);
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
        Optional<Integer> provisioned = merged.get("provisioned-concurrency", Integer.class);
        return new CloudSettings(
                merged.get("region", String.class),
                list(merged, "vpc.subnets"),
                list(merged, "vpc.security-groups"),
                list(merged, "layers"),
                merged.get("image", String.class),
                merged.get("snap-start", Boolean.class),
                provisioned.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                merged.get("function", CloudSettings.DeployedFunction.class),
                merged.get("log-format", LogFormat.class).map(LogFormat::json));
    }

    private static List<String> list(Settings merged, String path) {
        return merged.get(path, Texts.class).map(Texts::values).orElse(List.of());
    }
}
