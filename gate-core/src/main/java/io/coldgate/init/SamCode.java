package io.coldgate.init;

import io.coldgate.facts.RuntimeIdentifiers;
import io.coldgate.makefile.MakeTargets;
import io.coldgate.unit.PlainText;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Joins a template's function with the build of its package: a Go program, a target of a Makefile, Maven, pip or npm.
 */
final class SamCode {
    private final Path base;
    private final Host host;
    private final GoMains go;
    private final MakeTargets make;

    SamCode(Path base, Host host, GoMains go, MakeTargets make) {
        this.base = base;
        this.host = host;
        this.go = go;
        this.make = make;
    }

    /**
     * A package and its program.
     *
     * @param program the Go program in it
     */
    record Joined(FoundFunction.Code code, Optional<Path> program) {}

    /** Finds the build of the package of a resource whose code is at that place. */
    Joined join(SamTemplate.Resource resource, Path code, String runtime, String name)
            throws SamFunctions.LeftOutException, IOException {
        boolean compiled = RuntimeIdentifiers.isProvided(runtime) || RuntimeIdentifiers.ENDED.contains(runtime);
        Optional<MakeTargets.Target> samTarget =
                resource.isBuiltBy("makefile") ? make.named(code, "build-" + resource.id()) : Optional.empty();
        Optional<Path> program = compiled ? program(resource, code, samTarget) : Optional.empty();
        if (samTarget.isPresent() && !samTarget.get().isForAnother(host.goArchitecture())) {
            return new Joined(byMake(samTarget.get(), code, program, name), program);
        }
        if (resource.isBuiltBy("makefile") && program.isEmpty()) {
            throw new SamFunctions.LeftOutException("SAM builds it with make, and a Makefile in "
                    + Printable.quote(shown(code)) + " has no target build-" + resource.id() + " that can be run here");
        }
        Optional<MakeTargets.Target> target = make.making(code)
                .filter(found -> host.hasProgram().test("make"))
                .filter(found -> !found.isForAnother(host.goArchitecture()))
                .filter(found -> !Files.isDirectory(code) || found.name().contains("/") || found.writes(code));
        if (target.isPresent() && !go.isProgram(code)) {
            String build = target.get().command(base);
            FoundFunction.Code made = program.isPresent()
                    ? go.made(build, shown(code), program.get())
                    : new FoundFunction.Code(Optional.of(build), shown(code), List.of());
            return new Joined(made, program);
        }
        if (program.isPresent()) {
            Optional<String> obstacle = go.obstacle(program.get());
            if (obstacle.isPresent()) {
                throw new SamFunctions.LeftOutException(obstacle.get());
            }
            return new Joined(go.code(program.get(), name), program);
        }
        if (resource.isBuiltBy("esbuild") && Files.isDirectory(code)) {
            TemplateNode properties = resource.metadata().get("BuildProperties").orElse(new TemplateNode.Scalar(""));
            String handler = resource.text("Handler").orElse("");
            return new Joined(new CopiedFolder(base, host, code, name).bundled(properties, handler), Optional.empty());
        }
        return new Joined(notGo(resource, code, runtime, name), Optional.empty());
    }

    private String shown(Path path) {
        return shown(base.relativize(path), ".");
    }

    /** Finds the Go program of a resource: in its folder, in the recipe that builds it, or below by its name. */
    private Optional<Path> program(SamTemplate.Resource resource, Path code, Optional<MakeTargets.Target> samTarget)
            throws SamFunctions.LeftOutException {
        if (go.isProgram(code)) {
            return Optional.of(code);
        }
        Optional<MakeTargets.Target> target = samTarget.or(() -> make.making(code));
        if (target.isPresent()) {
            Optional<Path> named = go.programs().stream()
                    .filter(program -> program.startsWith(target.get().folder()))
                    .filter(target.get()::names)
                    .findFirst();
            if (named.isPresent()) {
                return named;
            }
        }
        boolean packaged = Files.isRegularFile(code) || Files.isRegularFile(code.resolve("bootstrap"));
        if (packaged || code.getNameCount() == 0) {
            return Optional.empty();
        }
        List<Path> below = go.below(code);
        if (below.size() <= 1) {
            return below.stream().findFirst();
        }
        Optional<Path> meant = GoMains.meant(below, resource.id())
                .or(() -> GoMains.meant(below, resource.text("Handler").orElse("")))
                .or(() -> GoMains.meant(below, resource.text("FunctionName").orElse("")));
        if (meant.isEmpty()) {
            throw new SamFunctions.LeftOutException("several Go programs are below " + Printable.quote(shown(code))
                    + ", and none is called like it: set CodeUri to the folder of one");
        }
        return meant;
    }

    private FoundFunction.Code byMake(MakeTargets.Target target, Path code, Optional<Path> program, String name)
            throws SamFunctions.LeftOutException, IOException {
        if (!host.hasProgram().test("make")) {
            throw new SamFunctions.LeftOutException("there is no make on the PATH to build it with");
        }
        String folder = GoMains.buildFolder(name);
        String build = "sh -c 'rm -rf " + folder + " && mkdir -p " + folder + " && " + target.command(base)
                + " ARTIFACTS_DIR=\"$PWD/" + folder + "\"'";
        if (program.isPresent()) {
            return go.made(build, folder, program.get());
        }
        List<String> own = code.equals(base) ? List.of() : List.of(shown(code));
        return new FoundFunction.Code(Optional.of(build), folder, own);
    }

    private FoundFunction.Code notGo(SamTemplate.Resource resource, Path code, String runtime, String name)
            throws SamFunctions.LeftOutException, IOException {
        if (runtime.startsWith("java")) {
            Optional<FoundFunction.Code> maven = maven(code);
            if (maven.isPresent()) {
                return maven.get();
            }
        }
        if (resource.isBuiltBy("rust-cargolambda")) {
            throw new SamFunctions.LeftOutException("SAM builds it with Cargo: run cargo lambda build --release, then"
                    + " write its entry with package: target/lambda/NAME");
        }
        SamFunctions.requirePackage(code, runtime, shown(code));
        return Files.isDirectory(code)
                ? new CopiedFolder(base, host, code, name).packaged(runtime)
                : new FoundFunction.Code(Optional.empty(), shown(code), List.of());
    }

    /** Returns a Maven module, or the jar in its target folder. */
    private Optional<FoundFunction.Code> maven(Path code) throws SamFunctions.LeftOutException, IOException {
        Path module = Files.isDirectory(code) || code.getParent() == null ? code : code.getParent();
        if (String.valueOf(module.getFileName()).equals("target") && module.getParent() != null) {
            module = module.getParent();
        }
        Path pom = module.resolve("pom.xml");
        String folder = base.relativize(module).toString();
        if (!Files.isRegularFile(pom) || !(folder.isEmpty() || PlainText.isHarmless(folder))) {
            return Optional.empty();
        }
        Optional<String> jar = code.equals(module)
                ? MavenPom.jar(PlainText.start(pom))
                : Optional.of(shown(module.relativize(code), ""));
        if (jar.isEmpty()) {
            return Optional.empty();
        }
        String wrapper = Files.isExecutable(base.resolve("mvnw")) ? "./mvnw" : "mvn";
        if (wrapper.equals("mvn") && !host.hasProgram().test(wrapper)) {
            throw new SamFunctions.LeftOutException("there is no mvn on the PATH to build it with");
        }
        String build =
                wrapper + " -q -B" + (folder.isEmpty() ? "" : " -f " + folder + "/pom.xml") + " -DskipTests package";
        String packagePath = shown(module.resolve(jar.get()));
        List<String> sources = Files.isDirectory(module.resolve("src"))
                ? List.of(shown(module.resolve("src")), shown(pom))
                : List.of();
        return Optional.of(new FoundFunction.Code(Optional.of(build), packagePath, sources));
    }

    private static String shown(Path path, String usual) {
        String text = path.toString();
        return text.isEmpty() ? usual : text;
    }
}
