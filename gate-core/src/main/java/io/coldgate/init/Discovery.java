package io.coldgate.init;

import io.coldgate.unit.Disk;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for functions below a folder. What a template names is taken from there; then Go programs; then packages. */
public final class Discovery {
    private static final int LONGEST_NAME = 40;

    /** A file with more is written by a program, not by a first look. */
    private static final int MOST = 200;

    /** A second or two. */
    private static final int MOST_LOOKED_AT = 200_000;

    private final Path base;
    private final Host host;
    private final GoMains go;
    private final MakeTargets make;
    private final List<FoundFunction> found = new ArrayList<>();
    private final List<Findings.LeftOut> leftOut = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Path> taken = new HashSet<>();
    private final Set<Path> ofTemplates = new HashSet<>();

    /** Ids and code of what templates have: one of another name often is the same stack for another stage. */
    private final Set<String> variants = new HashSet<>();

    private Discovery(Path base, Host host, Tree tree) throws IOException {
        this.base = base;
        this.host = host;
        this.go = new GoMains(base, host, tree.goSources());
        this.make = MakeTargets.of(base, tree.makefiles());
    }

    /**
     * The functions below the folder.
     *
     * @param folder an existing folder
     * @param base the folder of the file to write: paths are relative to it
     */
    public static Findings find(Path folder, Path base, Host host) throws IOException {
        return find(folder, base, host, MOST_LOOKED_AT);
    }

    static Findings find(Path folder, Path base, Host host, int mostLookedAt) throws IOException {
        Tree tree = Tree.of(folder.toRealPath(), mostLookedAt);
        Discovery discovery = new Discovery(base.toRealPath(), host, tree);
        discovery.templates(tree.templates());
        for (Path main : discovery.go.serving()) {
            discovery.goMain(main, tree.zips());
        }
        for (Path zip : tree.zips()) {
            discovery.zip(zip);
        }
        discovery.foreign(tree.foreign());
        for (Path makefile : discovery.make.tooLong()) {
            discovery.leaveOut(
                    discovery.shown(makefile),
                    "a variable or a target is over 1 MB with its variables put in, and is not used");
        }
        tree.unseen().forEach((path, why) -> discovery.leaveOut(discovery.shown(path), why));
        discovery.found.sort(Comparator.comparing(FoundFunction::name));
        return new Findings(discovery.found, discovery.leftOut);
    }

    private String shown(Path path) {
        String relative = base.relativize(path).toString();
        return relative.isEmpty() ? "." : Printable.escape(relative, 200);
    }

    /** One line for each tool and folder, however many files of it are there. */
    private void foreign(List<Path> projects) throws IOException {
        Set<String> said = new HashSet<>();
        for (Path project : projects) {
            Optional<String> instead = ForeignProjects.instead(project);
            if (instead.isPresent() && said.add(project.getParent() + "\n" + instead.get())) {
                leaveOut(shown(project), instead.get());
            }
        }
    }

    /** Reads templates and those that they nest: SAM's usual names first, for others may be variants of them. */
    private void templates(List<Path> there) {
        Deque<Path> ahead = new ArrayDeque<>();
        there.stream().filter(SamTemplate::isUsual).forEach(ahead::add);
        there.stream().filter(one -> !SamTemplate.isUsual(one)).forEach(ahead::add);
        Set<Path> seen = new HashSet<>(ahead);
        while (!ahead.isEmpty()) {
            Path template = ahead.remove();
            try {
                if (SamTemplate.isOne(template)) {
                    SamTemplate.Contents contents = SamTemplate.read(template);
                    contents.functions().forEach(resource -> resource(template, resource));
                    contents.loops()
                            .forEach(loop ->
                                    leaveOut(shown(template) + ": " + loop, "its list is known to a deployment only"));
                    contents.nested().stream()
                            .flatMap(written -> nested(template, written).stream())
                            .filter(seen::add)
                            .forEach(ahead::addFirst);
                }
            } catch (UnreadableTemplateException e) {
                leaveOut(shown(template) + e.place(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                leaveOut(shown(template), "cannot be read: " + Disk.reason(e));
            }
        }
    }

    /** The file that a nested stack is made of, where it is one of this repository. */
    private Optional<Path> nested(Path template, String written) {
        try {
            return Optional.of(template.resolveSibling(written).normalize())
                    .filter(path -> path.startsWith(base) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void resource(Path template, SamTemplate.Resource resource) {
        String what = shown(template) + ": " + resource.id();
        String name = freeName(resource.id());
        try {
            Path code = SamFunctions.code(template, resource);
            if (!variants.add(resource.id() + "\n" + code) && !SamTemplate.isUsual(template)) {
                names.remove(name.toLowerCase(Locale.ROOT));
                return;
            }
            taken.add(code);
            SamFunctions functions = new SamFunctions(base, host, new SamCode(base, host, go, make));
            SamFunctions.Found joined = functions.function(template, resource, code, name);
            joined.program().ifPresent(taken::add);
            Path made = base.resolve(joined.function().code().packagePath());
            taken.add(made);
            ofTemplates.add(made);
            add(joined.function());
        } catch (SamFunctions.LeftOutException e) {
            names.remove(name.toLowerCase(Locale.ROOT));
            leaveOut(what, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            names.remove(name.toLowerCase(Locale.ROOT));
            leaveOut(what, "cannot be read: " + Disk.reason(e));
        }
    }

    private void goMain(Path folder, List<Path> zips) {
        try {
            goProgram(folder, zips);
        } catch (IOException e) {
            leaveOut(shown(folder), "cannot be read: " + Disk.reason(e));
        }
    }

    private void goProgram(Path folder, List<Path> zips) throws IOException {
        Optional<Map.Entry<MakeTargets.Target, Path>> zipped = make.zipOf(folder);
        if (taken.contains(folder)
                || zipped.filter(zip -> ofTemplates.contains(zip.getValue())).isPresent()) {
            return;
        }
        Optional<Map.Entry<MakeTargets.Target, Path>> made = zipped.filter(
                        zip -> host.hasProgram().test("make"))
                .filter(zip -> !zip.getKey().isForAnother(host.goArchitecture()));
        String wanted = go.nameOf(folder);
        List<Path> same = zips.stream()
                .filter(zip -> folder.equals(zip.getParent())
                        || made.filter(one -> one.getValue().equals(zip)).isPresent()
                        || GoMains.plain(ZipPackages.nameOf(zip)).equals(GoMains.plain(wanted)))
                .toList();
        Optional<String> obstacle = go.obstacle(folder);
        if (obstacle.isPresent()) {
            if (same.stream().noneMatch(ZipPackages::holdsBootstrap)) {
                leaveOut(shown(folder), obstacle.get());
            }
            return;
        }
        taken.add(folder);
        taken.addAll(same);
        String name = freeName(wanted);
        FoundFunction.Code code = made.isPresent()
                ? go.made(
                        made.get().getKey().command(base),
                        base.relativize(made.get().getValue()).toString(),
                        folder)
                : go.code(folder, name);
        add(new FoundFunction(
                name,
                code,
                ownArchitecture(),
                Map.of(),
                Payloads.existing(base, name),
                List.of("a Go program in " + (folder.equals(base) ? "this folder" : shown(folder)))));
    }

    private void zip(Path zip) {
        Path parent = zip.getParent();
        if (taken.contains(zip) || taken.contains(parent)) {
            return;
        }
        if (ZipPackages.holdsBootstrap(zip)) {
            add(new FoundFunction(
                    freeName(ZipPackages.nameOf(zip)),
                    new FoundFunction.Code(
                            Optional.empty(), base.relativize(zip).toString(), List.of()),
                    ownArchitecture(),
                    Map.of(),
                    Optional.empty(),
                    List.of("a package with a bootstrap: " + shown(zip))));
        } else if ("function.zip".equals(String.valueOf(zip.getFileName())) || ZipPackages.holdsHandler(zip)) {
            leaveOut(shown(zip), "no bootstrap in it: write its entry with runtime: and handler:");
        }
    }

    private List<FoundFunction.Setting> ownArchitecture() {
        return host.architectureSetting().stream().toList();
    }

    private void add(FoundFunction function) {
        if (found.size() < MOST) {
            found.add(function);
        } else {
            leaveOut(function.name(), "more than " + MOST + " functions");
        }
    }

    private void leaveOut(String what, String why) {
        if (leftOut.size() < MOST) {
            leftOut.add(new Findings.LeftOut(what, why));
        } else if (leftOut.size() == MOST) {
            leftOut.add(new Findings.LeftOut("more", "only the first " + MOST + " are named"));
        }
    }

    /** A name that a thresholds file takes and that no other function has, whatever its letter case. */
    private String freeName(String wanted) {
        String plain = wanted.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        String start = plain.isEmpty() ? "function" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 4));
        String name = start;
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = start + "-" + i;
        }
        return name;
    }
}
