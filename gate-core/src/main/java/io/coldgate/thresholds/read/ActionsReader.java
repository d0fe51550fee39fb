package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Watch;
import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.read.value.CommandWords;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Range;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.read.value.VariableNames;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code actions}: steps that are taken one after another until a function has recovered. */
final class ActionsReader {
    static final String AFTER = "after";
    static final String UNDO = "undo";

    private static final Map<String, Function<Field, Optional<? extends WatchAction.Kind>>> KINDS = kinds();

    static final List<String> KIND_KEYS = List.copyOf(KINDS.keySet());
    static final List<String> KEYS = keys();

    /** The largest number of steps that makes sense. */
    private static final int MOST = 20;

    private static final Range AFTER_RANGE = Range.of("0s", "24h", Dimension.TIME);

    /** Lambda's own limit for an account; a function's limit is below it. */
    private static final int MOST_PROVISIONED = 10_000;

    private static final int MOST_VERSION = 999_999_999;

    /** Lambda's rule for the name of an alias, except names that would be versions. */
    private static final Pattern ALIAS = Pattern.compile("(?![0-9]+$)[a-zA-Z0-9_-]{1,128}");

    private static final String EXAMPLE = "[{ after: 5m, set-environment: { WATERMARK: \"off\" } }]";

    private ActionsReader() {}

    private static Map<String, Function<Field, Optional<? extends WatchAction.Kind>>> kinds() {
        Map<String, Function<Field, Optional<? extends WatchAction.Kind>>> kinds = new LinkedHashMap<>();
        kinds.put("run", ActionsReader::command);
        kinds.put("web-hook", ActionsReader::webHook);
        kinds.put("set-environment", ActionsReader::environment);
        kinds.put("provisioned-concurrency", ActionsReader::provisioned);
        kinds.put("memory", ActionsReader::memory);
        kinds.put("alias", ActionsReader::alias);
        return Collections.unmodifiableMap(kinds);
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(AFTER, UNDO));
        keys.addAll(KIND_KEYS);
        return List.copyOf(keys);
    }

    /** Reads the list, which replaces an inherited one. */
    static void read(Field field, Settings into) {
        if (!(field.node() instanceof YamlNode.Sequence list)
                || list.items().isEmpty()
                || list.items().size() > MOST) {
            into.mark(Watch.ACTIONS, field, Settings.Mark.WRONG);
            field.wrong("expected a list of 1 to " + MOST + " steps, such as " + EXAMPLE + ", found "
                    + field.node().kind());
            return;
        }
        List<WatchAction> steps = new ArrayList<>();
        int number = 0;
        for (YamlNode item : list.items()) {
            Field entry = new Field(
                    field.key(), item.position(), field.path() + "[" + number++ + "]", item, field.mistakes());
            step(entry).ifPresent(steps::add);
        }
        into.put(Watch.ACTIONS, field, steps.size() == number ? Optional.of(List.copyOf(steps)) : Optional.empty());
    }

    private static Optional<WatchAction> step(Field entry) {
        Map<String, Field> parts = new LinkedHashMap<>();
        boolean known = true;
        for (Field child : entry.children("a step, such as " + EXAMPLE.substring(1, EXAMPLE.length() - 1))) {
            if (KEYS.contains(child.key())) {
                parts.put(child.key(), child);
            } else {
                child.unknownKey("key", KEYS);
                known = false;
            }
        }
        List<Field> kinds =
                KIND_KEYS.stream().filter(parts::containsKey).map(parts::get).toList();
        if (kinds.size() > 1) {
            kinds.get(1)
                    .wrongKey("a second thing to do beside " + kinds.get(0).key() + ": make a step of its own of it");
        }
        if (kinds.isEmpty() && known && entry.node() instanceof YamlNode.Mapping) {
            entry.wrong("nothing to do: add one of: " + String.join(", ", KIND_KEYS));
        }
        Field afterField = parts.get(AFTER);
        Optional<Duration> after =
                afterField == null ? Optional.of(Duration.ZERO) : Values.duration(afterField, AFTER_RANGE);
        Field undoField = parts.get(UNDO);
        Optional<Boolean> undo = undoField == null ? Optional.of(false) : Values.flag(undoField);
        if (kinds.size() != 1) {
            return Optional.empty();
        }
        Optional<? extends WatchAction.Kind> kind = read(kinds.get(0));
        if (undoField != null && undo.orElse(false) && !canUndo(kinds.get(0).key())) {
            undoField.wrong("a " + kinds.get(0).key() + " cannot be taken back: remove undo");
            return Optional.empty();
        }
        if (!known || kind.isEmpty() || after.isEmpty() || undo.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WatchAction(
                after.get(), kind.get(), undo.get(), entry.mistakes().location(entry.keyAt())));
    }

    private static boolean canUndo(String kind) {
        return !kind.equals("run") && !kind.equals("web-hook");
    }

    private static Optional<? extends WatchAction.Kind> read(Field field) {
        return Objects.requireNonNull(KINDS.get(field.key())).apply(field);
    }

    private static Optional<WatchAction.Run> command(Field field) {
        Optional<String> text = Values.text(field, "a command");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WatchAction.Run(CommandWords.split(text.get())));
        } catch (CommandWords.NotWordsException e) {
            field.wrong(e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<WatchAction.WebHook> webHook(Field field) {
        String expected = "an address, such as https://hooks.example.com/coldgate";
        Optional<String> text = Values.text(field, expected);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.get());
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getUserInfo() == null) {
                return Optional.of(new WatchAction.WebHook(url));
            }
        } catch (URISyntaxException e) {
            field.wrong(Printable.quote(text.get()) + ": not " + expected);
            return Optional.empty();
        }
        field.wrong(Printable.quote(text.get()) + ": not " + expected);
        return Optional.empty();
    }

    private static Optional<WatchAction.SetEnvironment> environment(Field field) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<Field> children = field.children("a mapping of variables, such as { WATERMARK: \"off\" }");
        for (Field child : children) {
            Optional<String> complaint = VariableNames.complaint(child.key());
            complaint.ifPresent(child::wrongKey);
            EnvironmentReader.value(child)
                    .filter(value -> complaint.isEmpty())
                    .ifPresent(value -> variables.put(child.key(), value));
        }
        if (children.isEmpty() && field.node() instanceof YamlNode.Mapping) {
            field.wrong("no variable: name at least one");
        }
        return children.isEmpty() || variables.size() < children.size()
                ? Optional.empty()
                : Optional.of(new WatchAction.SetEnvironment(variables));
    }

    /** Returns the single alias of a step, with its value. */
    private static Optional<Field> ofAlias(Field field, String example) {
        List<Field> children = field.children("a mapping with one alias, such as " + example);
        if (children.size() != 1) {
            if (field.node() instanceof YamlNode.Mapping) {
                field.wrong(children.size() + " aliases: name one, such as " + example);
            }
            return Optional.empty();
        }
        Field only = children.get(0);
        if (!ALIAS.matcher(only.key()).matches()) {
            only.wrongKey(Printable.quote(only.key())
                    + ": not the name of an alias: letters, digits, hyphens and underscores, not digits alone");
            return Optional.empty();
        }
        return Optional.of(only);
    }

    private static Optional<WatchAction.Provision> provisioned(Field field) {
        return ofAlias(field, "{ live: 5 }")
                .flatMap(alias -> Values.count(alias, 1, MOST_PROVISIONED)
                        .map(environments -> new WatchAction.Provision(alias.key(), environments)));
    }

    private static Optional<WatchAction.Memory> memory(Field field) {
        return ConfigurationReader.memory(field).map(WatchAction.Memory::new);
    }

    private static Optional<WatchAction.Alias> alias(Field field) {
        Optional<Field> only = ofAlias(field, "{ live: previous }");
        if (only.isEmpty()) {
            return Optional.empty();
        }
        Field alias = only.get();
        if (alias.node() instanceof YamlNode.Scalar scalar && scalar.text().equals(WatchAction.PREVIOUS)) {
            return Optional.of(new WatchAction.Alias(alias.key(), Optional.empty()));
        }
        if (alias.node() instanceof YamlNode.Scalar scalar && !scalar.text().matches("[0-9]+")) {
            alias.wrong(Printable.quote(scalar.text()) + ": not a version: write previous, or a number");
            return Optional.empty();
        }
        return Values.count(alias, 1, MOST_VERSION)
                .map(version -> new WatchAction.Alias(alias.key(), Optional.of(version)));
    }
}
