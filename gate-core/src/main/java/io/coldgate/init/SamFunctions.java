package io.coldgate.init;

import io.coldgate.facts.Architectures;
import io.coldgate.facts.RuntimeIdentifiers;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Converts the functions of a template into those of a thresholds file, if this machine can run them. */
final class SamFunctions {
    /** Lambda's own default, for a template that does not specify the memory. */
    private static final String LEAST_MEMORY = "128";

    private static final String USUAL_TIMEOUT = "3";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final int LONGEST = 200;

    private final Path base;
    private final Host host;
    private final SamCode codes;

    SamFunctions(Path base, Host host, SamCode codes) {
        this.base = base;
        this.host = host;
        this.codes = codes;
    }

    /** A function, and the Go program that it is built from. */
    record Found(FoundFunction function, Optional<Path> program) {}

    /** Signals that a function cannot be written. */
    static final class LeftOutException extends Exception {
        private static final long serialVersionUID = 1;

        LeftOutException(String why) {
            super(why, null, false, false);
        }
    }

    /** Returns the location of the resource's code, which need not exist. */
    static Path code(Path template, SamTemplate.Resource resource) throws LeftOutException {
        if (resource.isImage()) {
            throw new LeftOutException(
                    "a container image: build it, then write its entry with package: { image: NAME }");
        }
        Optional<String> text = resource.code().flatMap(TemplateNode::text);
        if (text.isEmpty() || resource.property("InlineCode").isPresent()) {
            throw new LeftOutException("its code is not a path in this repository");
        }
        try {
            Path folder = template.toAbsolutePath().getParent();
            if (folder == null || text.get().contains("://")) {
                throw new LeftOutException("its code is not a path in this repository");
            }
            return folder.resolve(text.get()).normalize();
        } catch (InvalidPathException e) {
            throw new LeftOutException("its code is not a path on this system");
        }
    }

    /** Returns the function; {@code name} is its key in the file. */
    Found function(Path file, SamTemplate.Resource resource, Path code, String name)
            throws LeftOutException, IOException {
        String runtime = resource.text("Runtime")
                .orElseThrow(() -> new LeftOutException("its Runtime is missing, or known to a deployment only"));
        String template = Printable.escape(base.relativize(file).toString(), LONGEST);
        List<String> notes = new ArrayList<>(List.of(template + ": " + resource.id()));
        SamCode.Joined joined = codes.join(resource, code, runtime, name);
        boolean isGo = joined.program().isPresent();
        if (isGo && !RuntimeIdentifiers.isProvided(runtime)) {
            runtime = RuntimeIdentifiers.PROVIDED;
        }
        Optional<String> missing = host.missing(Printable.escape(runtime, LONGEST));
        if (missing.isPresent()) {
            throw new LeftOutException(missing.get());
        }
        architecture(resource, isGo, runtime, notes);
        Map<String, String> environment = environment(resource, notes);
        List<FoundFunction.Setting> settings = settings(resource, isGo, runtime, notes);
        layers(file, resource, notes).ifPresent(settings::add);
        FoundFunction function =
                new FoundFunction(name, joined.code(), settings, environment, Payloads.of(base, resource, name), notes);
        return new Found(function, joined.program());
    }

    /** Fails if there is no package, and no known way to build one. */
    static void requirePackage(Path code, String runtime, String path) throws LeftOutException {
        String shown = Printable.quote(path);
        if (!Files.exists(code)) {
            throw new LeftOutException("its code " + shown + " is not there yet: build it first");
        }
        boolean folder = Files.isDirectory(code);
        boolean provided = RuntimeIdentifiers.isProvided(runtime);
        if (provided && !(folder ? Files.isRegularFile(code.resolve("bootstrap")) : ZipPackages.holdsBootstrap(code))) {
            throw new LeftOutException("no bootstrap in " + shown + ": build it first");
        }
        if (folder && (runtime.startsWith("java") || runtime.startsWith("dotnet"))) {
            throw new LeftOutException(shown + " is a folder of sources: name the package that its build makes");
        }
    }

    /**
     * Chooses the architecture: this machine's own processor is measured, because the embedded Lambda does not emulate
     * others.
     */
    private void architecture(SamTemplate.Resource resource, boolean isGo, String runtime, List<String> notes)
            throws LeftOutException {
        String wanted = resource.architecture().orElse(Architectures.DEFAULT);
        if (wanted.equals(host.architecture())) {
            return;
        }
        String shown = Printable.escape(wanted, LONGEST);
        if (!isGo && RuntimeIdentifiers.isProvided(runtime)) {
            throw new LeftOutException("built for " + shown + ", and this machine is " + host.architecture());
        }
        notes.add("the template says " + shown + "; here it runs on " + host.architecture());
    }

    private List<FoundFunction.Setting> settings(
            SamTemplate.Resource resource, boolean isGo, String runtime, List<String> notes) {
        List<FoundFunction.Setting> settings = new ArrayList<>();
        settings.add(new FoundFunction.Setting("runtime", runtime));
        if (!isGo && !RuntimeIdentifiers.isProvided(runtime)) {
            resource.text("Handler").ifPresent(text -> settings.add(new FoundFunction.Setting("handler", text)));
        }
        host.architectureSetting().ifPresent(settings::add);
        settings.add(new FoundFunction.Setting("memory", number(resource, "MemorySize", LEAST_MEMORY, notes) + "MB"));
        settings.add(new FoundFunction.Setting("timeout", number(resource, "Timeout", USUAL_TIMEOUT, notes) + "s"));
        return settings;
    }

    private Optional<FoundFunction.Setting> layers(Path file, SamTemplate.Resource resource, List<String> notes) {
        List<String> paths = new ArrayList<>();
        for (SamTemplate.Layer layer : resource.layers()) {
            Optional<String> path = layer.content().flatMap(content -> path(file, content));
            path.ifPresentOrElse(
                    paths::add, () -> notes.add("without the layer " + Printable.escape(layer.name(), LONGEST)));
        }
        return paths.isEmpty() ? Optional.empty() : Optional.of(new FoundFunction.Setting("layers", paths, true));
    }

    /** Returns the folder or zip in the form required for {@code layers}, if it exists. */
    private Optional<String> path(Path file, String content) {
        try {
            Path path = file.resolveSibling(content).normalize();
            return path.startsWith(base) && Files.exists(path)
                    ? Optional.of("./" + base.relativize(path))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String number(SamTemplate.Resource resource, String key, String usual, List<String> notes) {
        Optional<TemplateNode> node = resource.property(key);
        Optional<String> text =
                node.flatMap(TemplateNode::text).filter(t -> NUMBER.matcher(t).matches());
        if (node.isPresent() && text.isEmpty()) {
            notes.add(key + " is known to a deployment only: " + usual + " stands in for it");
        }
        return text.orElse(usual);
    }

    private static Map<String, String> environment(SamTemplate.Resource resource, List<String> notes) {
        Map<String, String> environment = new TreeMap<>();
        List<String> placeholders = new ArrayList<>();
        resource.variables().forEach((name, value) -> {
            String shown = Printable.escape(name, LONGEST);
            Optional<String> text = value.standIn();
            if (text.isEmpty()) {
                String what = value instanceof TemplateNode.Intrinsic intrinsic ? intrinsic.name() : "not a text";
                notes.add("without the variable " + shown + " (" + Printable.escape(what, LONGEST) + ")");
                return;
            }
            environment.put(name, text.get());
            if (value.text().isEmpty()) {
                placeholders.add(shown);
            }
        });
        if (!placeholders.isEmpty()) {
            notes.add("placeholders for values that only a deployment knows: " + String.join(", ", placeholders));
        }
        return environment;
    }
}
