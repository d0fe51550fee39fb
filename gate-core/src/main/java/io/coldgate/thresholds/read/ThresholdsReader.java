package io.coldgate.thresholds.read;

import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.Acceptance;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.ResultBudgets;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.diagnostic.Position;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.SourceText;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.thresholds.yaml.YamlParser;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code thresholds.yaml}. The file is untrusted: reading always gives a result, which reports all mistakes at
 * once.
 */
public final class ThresholdsReader {
    private static final int VERSION = 1;
    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private final ReadOptions options;
    private final Mistakes mistakes;
    private final ScopeReader layers;
    private final RepositoryPaths paths;

    private ThresholdsReader(ReadOptions options, Mistakes mistakes, RepositoryPaths paths) {
        this.options = options;
        this.mistakes = mistakes;
        this.layers = new ScopeReader(paths);
        this.paths = paths;
    }

    /**
     * Reads the file and applies defaults, platform overrides and options to each function.
     *
     * @param file the file; paths in it are relative to its folder
     * @param shownAs its name for messages, as given by the user
     * @param options the command line's overrides
     * @return its content or all its mistakes; no content of the file causes an exception
     */
    public static ReadResult read(Path file, String shownAs, ReadOptions options) {
        return read(() -> SourceText.read(file), file, shownAs, options);
    }

    /**
     * Reads the text of a file that is not written yet.
     *
     * @param file its future path; paths in the text are relative to this file's folder, which must exist
     */
    public static ReadResult readText(String text, Path file, String shownAs, ReadOptions options) {
        return read(() -> SourceText.of(text), file, shownAs, options);
    }

    /** A source of the file's text. */
    private interface Source {
        SourceText text() throws IOException;
    }

    private static ReadResult read(Source from, Path file, String shownAs, ReadOptions options) {
        SourceText source;
        RepositoryPaths paths;
        try {
            source = from.text();
            paths = new RepositoryPaths(file);
        } catch (IOException e) {
            Mistakes unreadable = new Mistakes(shownAs, List.of());
            unreadable.add(Position.START, "", "cannot be read: " + SourceText.reason(e));
            return new ReadResult(Optional.empty(), unreadable.sorted());
        }
        Mistakes mistakes = new Mistakes(shownAs, source.lines());
        Optional<Thresholds> thresholds = Optional.empty();
        if (source.fault().isPresent()) {
            mistakes.add(source.faultAt(), "", source.fault().get());
        } else {
            ThresholdsReader reader = new ThresholdsReader(options, mistakes, paths);
            thresholds = YamlParser.parse(source.text(), mistakes)
                    .flatMap(root -> reader.document(root, file, shownAs, source));
        }
        return new ReadResult(mistakes.isEmpty() ? thresholds : Optional.empty(), mistakes.sorted());
    }

    private Optional<Thresholds> document(YamlNode node, Path file, String shownAs, SourceText source) {
        Field root = Field.root(node, mistakes);
        List<Field> top = root.children("a mapping that starts with \"version: 1\"");
        if (!(node instanceof YamlNode.Mapping) || !isReadable(root, top)) {
            return Optional.empty();
        }
        Scope defaults = Scope.empty();
        Optional<Field> functions = Optional.empty();
        Optional<Field> results = Optional.empty();
        Optional<Field> accept = Optional.empty();
        for (Field field : top) {
            switch (field.key()) {
                case "version" -> {}
                case "description" -> Values.text(field, "a text");
                case "defaults" -> defaults = layers.read(field, ScopeReader.Place.DEFAULTS);
                case "functions" -> functions = Optional.of(field);
                case "results" -> results = Optional.of(field);
                case "accept" -> accept = Optional.of(field);
                default -> unknown(field);
            }
        }
        if (functions.isEmpty() && results.isEmpty()) {
            root.wrong("no functions: add functions: and below it a name with package and budgets, or results: with"
                    + " what another tool measured");
            return Optional.empty();
        }
        List<WatchedFunction> watched = new ArrayList<>();
        List<FunctionSpec> read = functions.isEmpty() ? List.of() : functions(functions.get(), defaults, watched);
        List<ResultBudgets> readResults =
                results.isEmpty() ? List.of() : new ResultsSectionReader(paths, defaults.base()).read(results.get());
        double falseAlarm = defaults.base().get(Limits.FALSE_ALARM).orElse(Defaults.FALSE_ALARM_BUILD);
        List<Acceptance> accepted =
                accept.map(field -> AcceptReader.ofThresholds(read).read(field)).orElse(List.of());
        return Optional.of(new Thresholds(
                file.toAbsolutePath().normalize(),
                shownAs,
                Sha256.hex(source.bytes()),
                falseAlarm,
                read,
                readResults,
                watched,
                accepted));
    }

    /**
     * Returns whether the file has a version that this reader knows; any other version would only give misleading
     * messages.
     */
    private static boolean isReadable(Field root, List<Field> top) {
        Optional<Field> version =
                top.stream().filter(field -> field.key().equals("version")).findFirst();
        if (version.isEmpty()) {
            root.wrong("no version: start the file with the line \"version: " + VERSION + "\"");
            return true;
        }
        if (version.get().node() instanceof YamlNode.Scalar scalar) {
            boolean known = scalar.plain() && scalar.text().equals(String.valueOf(VERSION));
            if (!known) {
                version.get()
                        .wrong(Printable.quote(scalar.text()) + ": this gate reads version " + VERSION
                                + ": write version: " + VERSION);
            }
            return known;
        }
        version.get()
                .wrong("expected version: " + VERSION + ", found "
                        + version.get().node().kind());
        return false;
    }

    private static void unknown(Field field) {
        // "function" is a function's key too, but here it is "functions" with a letter missing.
        if (Keys.FUNCTION.contains(field.key()) && !field.key().equals(CloudSettings.FUNCTION.name())) {
            field.wrongKey("not at the top: put it under defaults or under a function");
        } else {
            field.unknownKey("key", Keys.TOP);
        }
    }

    private List<FunctionSpec> functions(Field field, Scope defaults, List<WatchedFunction> watched) {
        List<Field> entries = field.children("a mapping of functions");
        if (entries.isEmpty() && field.node() instanceof YamlNode.Mapping) {
            field.wrongKey("empty: add a name with package and budgets");
        }
        List<FunctionSpec> read = new ArrayList<>();
        for (Field entry : entries) {
            boolean named = FUNCTION_NAME.matcher(entry.key()).matches();
            if (!named) {
                entry.wrongKey(Printable.quote(entry.key())
                        + ": not a function's name: use 1 to 40 letters, digits, hyphens and underscores");
            }
            if (entry.node() instanceof YamlNode.Mapping) {
                ReadOptions over = named ? options.over(entry.key()) : options;
                new FunctionAssembler(defaults, over, mistakes, watched)
                        .assemble(entry, layers.read(entry, ScopeReader.Place.FUNCTION))
                        .ifPresent(read::add);
            } else {
                entry.children("a mapping with package and budgets");
            }
        }
        return read;
    }
}
