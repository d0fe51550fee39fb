package io.coldgate.init;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks for functions below a folder. What a template names is taken from there; then Go programs; then packages. */
public final class Discovery {
    private static final int LONGEST_NAME = 40;

    /** A file with more is written by a program, not by a first look. */
    private static final int MOST = 200;

    private final Path base;
    private final Host host;
    private final GoMains go;
    private final List<FoundFunction> found = new ArrayList<>();
    private final List<Findings.LeftOut> leftOut = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Path> taken = new HashSet<>();

    private Discovery(Path base, Host host) {
        this.base = base;
        this.host = host;
        this.go = new GoMains(base, host);
    }

    /**
     * The functions below the folder.
     *
     * @param folder an existing folder
     * @param base the folder of the file to write: paths are relative to it
     */
    public static Findings find(Path folder, Path base, Host host) throws IOException {
        Discovery discovery = new Discovery(base.toRealPath(), host);
        Tree tree = Tree.of(folder.toRealPath());
        Set<Path> goFolders = GoMains.folders(tree.goSources());
        for (Path template : tree.templates()) {
            discovery.template(template, goFolders);
        }
        for (Path main : goFolders) {
            discovery.goMain(main, tree.zips());
        }
        for (Path zip : tree.zips()) {
            discovery.zip(zip);
        }
        discovery.found.sort(Comparator.comparing(FoundFunction::name));
        return new Findings(discovery.found, discovery.leftOut);
    }

    private String shown(Path path) {
        return Printable.escape(base.relativize(path).toString(), 200);
    }

    private void template(Path template, Set<Path> goFolders) throws IOException {
        Optional<List<SamTemplate.Resource>> resources = SamTemplate.read(template);
        if (resources.isEmpty()) {
            leaveOut(shown(template), "not a template that can be read");
            return;
        }
        SamFunctions functions = new SamFunctions(base, host, go, goFolders);
        for (SamTemplate.Resource resource : resources.get()) {
            String what = shown(template) + ": " + resource.id();
            try {
                Path code = SamFunctions.code(template, resource);
                taken.add(code);
                String name = freeName(resource.id());
                add(functions.function(shown(template), resource, code, name));
            } catch (SamFunctions.LeftOutException e) {
                leaveOut(what, String.valueOf(e.getMessage()));
            }
        }
    }

    private void goMain(Path folder, List<Path> zips) {
        if (taken.contains(folder)) {
            return;
        }
        Optional<String> obstacle = go.obstacle(folder);
        if (obstacle.isPresent()) {
            boolean packaged =
                    zips.stream().anyMatch(zip -> folder.equals(zip.getParent()) && ZipPackages.holdsBootstrap(zip));
            if (!packaged) {
                leaveOut(shown(folder), obstacle.get());
            }
            return;
        }
        taken.add(folder);
        zips.stream().filter(zip -> folder.equals(zip.getParent())).forEach(taken::add);
        String name = freeName(String.valueOf(folder.getFileName()));
        add(new FoundFunction(
                name,
                Optional.of(go.build(folder, name)),
                GoMains.packageOf(name),
                ownArchitecture(),
                java.util.Map.of(),
                List.of("a Go program in " + (shown(folder).isEmpty() ? "this folder" : shown(folder)))));
    }

    private void zip(Path zip) {
        Path parent = zip.getParent();
        if (taken.contains(zip) || taken.contains(parent)) {
            return;
        }
        if (ZipPackages.holdsBootstrap(zip)) {
            add(new FoundFunction(
                    freeName(ZipPackages.nameOf(zip)),
                    Optional.empty(),
                    base.relativize(zip).toString(),
                    ownArchitecture(),
                    java.util.Map.of(),
                    List.of("a package with a bootstrap")));
        } else if ("function.zip".equals(String.valueOf(zip.getFileName()))) {
            leaveOut(shown(zip), "no bootstrap in it: write it with its runtime and handler");
        }
    }

    private List<FoundFunction.Setting> ownArchitecture() {
        return host.architecture().equals("arm64")
                ? List.of(new FoundFunction.Setting("architecture", "arm64"))
                : List.of();
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
