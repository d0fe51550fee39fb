package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Acceptance;
import io.coldgate.thresholds.CheckName;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.PlatformNames;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code accept}: a list of accepted exceptions, each for one check of one function. */
final class AcceptReader {
    private static final String EXPECTED =
            "a list of exceptions, such as - { function: checkout, check: init_duration p95,"
                    + " reason: \"…\", owner: \"@alice\", until: 2026-12-31 }";

    /** The number of names in a message: they are a hint, and a function with all metrics has some sixty checks. */
    private static final int NAMES_SHOWN = 12;

    private final List<FunctionSpec> functions;
    private final boolean wholeFunctions;

    private AcceptReader(List<FunctionSpec> functions, boolean wholeFunctions) {
        this.functions = functions;
        this.wholeFunctions = wholeFunctions;
    }

    /** Returns a reader of exceptions in the thresholds file itself, which must name a check. */
    static AcceptReader ofThresholds(List<FunctionSpec> functions) {
        return new AcceptReader(functions, false);
    }

    /** Returns a reader of a file of exceptions, which may cover whole functions, as a pull request's label does. */
    static AcceptReader ofOwnFile(List<FunctionSpec> functions) {
        return new AcceptReader(functions, true);
    }

    /** Returns the exceptions; wrong entries are reported and left out. */
    List<Acceptance> read(Field field) {
        if (!(field.node() instanceof YamlNode.Sequence list)) {
            field.wrong("expected " + EXPECTED + ", found " + field.node().kind());
            return List.of();
        }
        if (list.items().isEmpty()) {
            field.wrongKey("empty: leave it out, or write " + EXPECTED);
        }
        // A function with a mistake has no check names to compare with.
        boolean comparable = field.mistakes().isEmpty();
        List<Acceptance> read = new ArrayList<>();
        for (int number = 0; number < list.items().size(); number++) {
            YamlNode item = list.items().get(number);
            String path = field.path() + "[" + number + "]";
            entry(new Field(path, item.position(), path, item, field.mistakes()), comparable, read);
        }
        return read;
    }

    private void entry(Field entry, boolean comparable, List<Acceptance> into) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Field child : entry.children("a mapping with " + String.join(", ", Keys.ACCEPT))) {
            if (Keys.ACCEPT.contains(child.key())) {
                fields.put(child.key(), child);
            } else {
                child.unknownKey("key", Keys.ACCEPT);
            }
        }
        if (!(entry.node() instanceof YamlNode.Mapping) || !isComplete(entry, fields)) {
            return;
        }
        Optional<String> function = text(fields, "function", "a function's name");
        Optional<String> check = text(fields, "check", "a check, such as init_duration p95");
        Optional<PlatformName> platform = Optional.ofNullable(fields.get("platform"))
                .flatMap(field -> Values.choice(field, "platform", Keys.PLATFORMS))
                .flatMap(PlatformNames::ofKey);
        Optional<String> reason = text(fields, "reason", "why it is accepted");
        Optional<String> owner = text(fields, "owner", "who answers for it, such as @alice");
        Optional<LocalDate> until = Optional.ofNullable(fields.get("until")).flatMap(AcceptReader::day);
        if (function.isEmpty() || reason.isEmpty() || owner.isEmpty() || until.isEmpty()) {
            return;
        }
        Acceptance read = new Acceptance(
                function.get(),
                check.map(AcceptReader::singleSpaced),
                platform,
                reason.get(),
                owner.get(),
                until.get(),
                entry.mistakes().location(entry.keyAt()));
        if (!comparable || isOfOneCheck(read, fields, entry) && isNew(read, entry, into)) {
            into.add(read);
        }
    }

    private boolean isComplete(Field entry, Map<String, Field> fields) {
        List<String> missing = Keys.ACCEPT.stream()
                .filter(key -> !key.equals("platform") && !(key.equals("check") && wholeFunctions))
                .filter(key -> !fields.containsKey(key))
                .toList();
        if (!missing.isEmpty()) {
            entry.wrongKey("no " + String.join(", no ", missing) + ": an exception is of one check of one function, and"
                    + " says why, on whose word, and until which day");
        }
        return missing.isEmpty();
    }

    private static Optional<String> text(Map<String, Field> fields, String key, String expected) {
        return Optional.ofNullable(fields.get(key)).flatMap(field -> Values.text(field, expected));
    }

    private static String singleSpaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static Optional<LocalDate> day(Field field) {
        Optional<String> text = Values.text(field, "a day, such as 2026-12-31");
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            field.wrong(Printable.quote(text.orElse("")) + ": not a day: write year-month-day, such as 2026-12-31: the"
                    + " last day on which it holds, in UTC");
            return Optional.empty();
        }
    }

    /** Reports an exception that matches nothing: otherwise it would silently wait for a check of that name. */
    private boolean isOfOneCheck(Acceptance read, Map<String, Field> fields, Field entry) {
        Optional<FunctionSpec> function = functions.stream()
                .filter(spec -> spec.name().equals(read.function()))
                .findFirst();
        if (function.isEmpty()) {
            List<String> names = functions.stream().map(FunctionSpec::name).toList();
            fields.getOrDefault("function", entry)
                    .wrong("no function " + Printable.quote(read.function()) + DidYouMean.hint(read.function(), names));
            return false;
        }
        if (read.check().isEmpty() || !read.isAbout(function.get())) {
            return true;
        }
        List<String> names = CheckName.allOf(function.get());
        if (names.contains(read.check().get())) {
            return true;
        }
        fields.getOrDefault("check", entry)
                .wrong(read.function() + " has no check "
                        + Printable.quote(read.check().get()) + "; "
                        + (names.isEmpty() ? "it has none" : "its checks: " + shown(names)));
        return false;
    }

    private static String shown(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)));
        return names.size() > NAMES_SHOWN ? some + " and " + (names.size() - NAMES_SHOWN) + " more" : some;
    }

    private static boolean isNew(Acceptance read, Field entry, List<Acceptance> before) {
        Optional<Acceptance> same = before.stream()
                .filter(each -> each.function().equals(read.function())
                        && each.check().equals(read.check())
                        && each.platform().equals(read.platform()))
                .findFirst();
        same.ifPresent(first -> entry.wrongKey("a second exception of this check; the first is at "
                + first.location().line() + ":" + first.location().column() + ": leave one out"));
        return same.isEmpty();
    }
}
