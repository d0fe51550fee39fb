package io.coldgate.build;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.artifact.LayerFacts;
import io.coldgate.artifact.Packager;
import io.coldgate.artifact.ProbedPackage;
import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.gate.GatePlan;
import io.coldgate.lambda.Code;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Payload;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Source;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds and packages the candidates before anything is deployed. A command that several functions share runs once. */
public final class Preparation {
    private static final byte[] NO_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final Progress progress;
    private final Set<List<String>> built = new HashSet<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final LocalImages images = new LocalImages();

    /**
     * Creates a preparation.
     *
     * @param folder the folder in which build commands run: the thresholds file's folder
     */
    public Preparation(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** Builds and packages all functions of the plan, and reads their payloads. */
    public List<Candidate> prepare(GatePlan plan) throws PreparationException, InterruptedException {
        Set<Path> shared = shared(plan);
        List<FunctionSpec> alone = plan.functions().stream()
                .map(GatePlan.FunctionPlan::spec)
                .filter(function -> !isOneOf(shared, function))
                .toList();
        for (FunctionSpec function : alone) {
            build(function);
        }
        requireStartable(alone.stream()
                .flatMap(function -> PackageStarts.of(function).stream())
                .toList());
        List<Candidate> candidates = new ArrayList<>();
        Optional<List<String>> last = Optional.empty();
        for (GatePlan.FunctionPlan function : plan.functions()) {
            Optional<List<String>> command = function.spec().source().build();
            if (isOneOf(shared, function.spec()) && !command.equals(last)) {
                built.remove(command.orElse(List.of()));
                build(function.spec());
                requireStartable(PackageStarts.of(function.spec()));
                last = command;
            }
            candidates.add(pack(function));
        }
        requireSendable(candidates);
        return candidates;
    }

    /**
     * Returns packages that several commands write, each overwriting the last: such a package is read as soon as it is
     * built.
     */
    private static Set<Path> shared(GatePlan plan) {
        Map<Path, Set<List<String>>> makers = new HashMap<>();
        for (GatePlan.FunctionPlan function : plan.functions()) {
            Source source = function.spec().source();
            source.packagePath()
                    .ifPresent(path -> makers.computeIfAbsent(path, each -> new HashSet<>())
                            .add(source.build().orElse(List.of())));
        }
        makers.values().removeIf(commands -> commands.size() < 2);
        return makers.keySet();
    }

    private static boolean isOneOf(Set<Path> packages, FunctionSpec function) {
        return function.source().packagePath().filter(packages::contains).isPresent();
    }

    /** Returns what AWS may reject about the packages that were prepared. */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    private void requireStartable(List<PackageStarts.Line> found) throws PreparationException {
        found.stream()
                .filter(line -> !line.certain())
                .map(PackageStarts.Line::problem)
                .forEach(warnings::add);
        List<Problem> certain = found.stream()
                .filter(PackageStarts.Line::certain)
                .map(PackageStarts.Line::problem)
                .toList();
        if (!certain.isEmpty()) {
            throw new PreparationException(certain);
        }
    }

    private static void requireSendable(List<Candidate> candidates) throws PreparationException {
        List<Problem> tooLarge = candidates.stream()
                .flatMap(candidate -> UploadLimit.problems(candidate).stream())
                .toList();
        if (!tooLarge.isEmpty()) {
            throw new PreparationException(tooLarge);
        }
    }

    private void build(FunctionSpec function) throws PreparationException, InterruptedException {
        List<String> command = function.source().build().orElse(List.of());
        if (command.isEmpty() || !built.add(command)) {
            return;
        }
        run(function, command, Source.BUILD, "building " + function.name());
    }

    private void run(FunctionSpec function, List<String> command, Key<?> key, String step)
            throws PreparationException, InterruptedException {
        try {
            BuildCommand.run(command, folder, Set.of(), step, progress);
        } catch (BuildCommand.FailedException e) {
            throw broken(function, key, e.problem());
        }
    }

    private Candidate pack(GatePlan.FunctionPlan plan) throws PreparationException, InterruptedException {
        FunctionSpec function = plan.spec();
        try {
            List<Event> events = events(function.configuration().payloads());
            if (function.target().cloud().image().isPresent()) {
                return ofImage(plan, function.target().cloud().image().get(), events);
            }
            if (function.source().packagePath().isEmpty()) {
                return new Candidate(plan, Optional.empty(), Optional.empty(), events, baseline(function));
            }
            Path source = function.source().packagePath().get();
            byte[] zip = Packager.zip(source);
            ArtifactFacts facts = ArchiveFacts.read(source, zip).with(layers(function));
            if (!facts.executables().isEmpty()
                    && isNoPackage(source, facts.executables().get(0))) {
                throw broken(
                        function,
                        Source.PACKAGE,
                        Printable.quote(source.toString()) + " is neither a zip nor an executable");
            }
            return new Candidate(plan, probed(function, zip), facts, events, baseline(function));
        } catch (ArtifactException e) {
            throw broken(function, Source.PACKAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw broken(function, Configuration.PAYLOAD, "cannot be read: " + e.getMessage());
        }
    }

    private static List<LayerFacts> layers(FunctionSpec function) throws PreparationException {
        try {
            return ArchiveFacts.ofLayers(function.target().cloud().localLayers());
        } catch (ArtifactException e) {
            throw broken(function, CloudSettings.LAYERS, String.valueOf(e.getMessage()));
        }
    }

    /** Finds the image. An image in a registry need not be on this machine if it has no limits of its own. */
    private Candidate ofImage(GatePlan.FunctionPlan plan, String image, List<Event> events)
            throws PreparationException, InterruptedException {
        FunctionSpec function = plan.spec();
        boolean here = isEmbedded(function);
        Optional<BaselinePackage> baseline = baseline(function);
        if (!here && plan.packageChecks().isEmpty()) {
            return new Candidate(plan, Optional.of(new Code.Image(image)), Optional.empty(), events, baseline);
        }
        try {
            ContainerImage found = images.find(image, here);
            progress.step("looking into image " + image);
            ArtifactFacts facts = new ArtifactFacts(images.facts(found));
            Code code = new Code.Image(here ? found.id() : image);
            return new Candidate(plan, Optional.of(code), Optional.of(facts), events, baseline);
        } catch (ArtifactException e) {
            throw broken(function, CloudSettings.IMAGE, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isEmbedded(FunctionSpec function) {
        return function.target().platform() == PlatformName.EMBEDDED;
    }

    private static List<Event> events(List<Payload> payloads) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Payload payload : payloads) {
            byte[] body = Files.readAllBytes(payload.file());
            events.add(
                    payload.name().isEmpty()
                            ? Event.only(body)
                            : new Event(Optional.of(payload.among(payloads)), body));
        }
        return events.isEmpty() ? List.of(Event.only(NO_EVENT)) : events;
    }

    /** Returns the baseline: the same function with the fields that the baseline names changed. */
    private Optional<BaselinePackage> baseline(FunctionSpec function)
            throws PreparationException, InterruptedException {
        if (function.comparison().baseline().isEmpty()) {
            return Optional.empty();
        }
        Baseline baseline = function.comparison().baseline().get();
        return Optional.of(new BaselinePackage(
                baselineCode(function, baseline), baseline.alias().or(baseline::version), baseline.change()));
    }

    private static byte[] probed(FunctionSpec function, byte[] zip) throws PreparationException {
        if (!function.configuration().probe()) {
            return zip;
        }
        try {
            return ProbedPackage.zip(
                    zip,
                    function.configuration().runtime(),
                    function.configuration().architecture());
        } catch (ArtifactException e) {
            throw broken(function, Configuration.PROBE, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the baseline's own code; empty if it is the candidate's code, or that of a published version. */
    private Optional<Code> baselineCode(FunctionSpec function, Baseline baseline)
            throws PreparationException, InterruptedException {
        if (baseline.ref().isPresent()) {
            return Optional.of(new GitBaseline(folder, progress).build(function, there -> {
                requireStartable(PackageStarts.of(function, Optional.of(there.packagePath()), Baseline.KEY));
                return baselineZip(function, there.packagePath());
            }));
        }
        if (baseline.packagePath().isPresent()) {
            Path source = baseline.packagePath().get();
            if (baseline.build().isPresent() && built.add(baseline.build().get())) {
                run(function, baseline.build().get(), Baseline.BUILD, "building the baseline of " + function.name());
                requireStartable(PackageStarts.of(function, Optional.of(source), Baseline.KEY));
            }
            return Optional.of(baselineZip(function, source));
        }
        if (baseline.image().isPresent()) {
            return Optional.of(new Code.Image(
                    baselineImage(function, baseline, baseline.image().get())));
        }
        return Optional.empty();
    }

    private static Code baselineZip(FunctionSpec function, Path source) throws PreparationException {
        try {
            return new Code.Zip(probed(function, Packager.zip(source)));
        } catch (ArtifactException e) {
            throw broken(function, Baseline.KEY, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the image that the name refers to now, if it is an image of this machine. */
    private String baselineImage(FunctionSpec function, Baseline baseline, String image)
            throws PreparationException, InterruptedException {
        if (baseline.build().isPresent() && built.add(baseline.build().get())) {
            run(function, baseline.build().get(), Baseline.BUILD, "building the baseline of " + function.name());
        }
        try {
            return isEmbedded(function) ? images.find(image, true).id() : image;
        } catch (ArtifactException e) {
            throw broken(function, Baseline.IMAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Returns whether the source is a single file that was packed as a bootstrap but that Linux cannot start. */
    private static boolean isNoPackage(Path source, ExecutableFacts only) {
        return Files.isRegularFile(source)
                && !ArchiveFacts.isZip(source)
                && only.format() == ExecutableFacts.Format.UNKNOWN;
    }

    private static PreparationException broken(FunctionSpec function, Key<?> key, String message) {
        return broken(function, key, Problem.of(message));
    }

    private static PreparationException broken(FunctionSpec function, Key<?> key, Problem problem) {
        return new PreparationException(
                problem.placed(function.locationOf(key), function.shown(key)),
                key.equals(Source.BUILD) || key.equals(Baseline.BUILD));
    }
}
