package io.coldgate.change;

import io.coldgate.makefile.MakeTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The recipes of the make targets that a command calls, of the targets that these need, and of those they call. */
final class MakeRecipes {
    /** The largest number of recipes that are followed; a build of one function calls a few. */
    private static final int MOST = 1_000;

    /**
     * A path of which make or the shell computes a part. Variables that the Makefile sets are already replaced, and so
     * are the target's name and its stem. Parts of the names of the target and of prerequisites, such as {@code $(@D)},
     * are no new paths.
     */
    private static final Pattern COMPUTED_PATH = Pattern.compile(
            "/\\$(?:[$\\w]|[({](?![@<^]))|\\$[({][^@<^(){}\\s][^(){}\\s]{0,200}[)}]/|\\$\\$\\w{1,200}/");

    private final Path top;
    private final List<Recipe> found = new ArrayList<>();
    private final Set<Path> makefiles = new LinkedHashSet<>();
    private final Set<Called> seen = new HashSet<>();
    private final Map<Context, Optional<MakeTargets>> read = new HashMap<>();
    private boolean isVague;

    /**
     * A recipe.
     *
     * @param folder the folder where it runs
     * @param lines the prerequisites, and the commands
     */
    record Recipe(Path folder, List<CommandLine> lines) {}

    private record Context(Path folder, List<String> files, Map<String, String> variables) {}

    private record Called(Context context, String target) {}

    /**
     * Makes an empty list.
     *
     * @param top Makefiles outside of this folder are not read
     */
    MakeRecipes(Path top) {
        this.top = top;
    }

    /** Returns the recipes. */
    List<Recipe> found() {
        return found;
    }

    /** Returns the Makefiles of these recipes, and the files that they include. */
    Set<Path> makefiles() {
        return makefiles;
    }

    /**
     * Returns whether sources may be missing: a called target is in no Makefile that can be read, or make computes a
     * path or the name of an included file.
     */
    boolean isVague() {
        return isVague;
    }

    /** Follows the calls of make in a line. */
    void call(CommandLine line, Path folder) {
        List<CommandLine.Word> words = line.placed(folder);
        for (int i = 0; i < words.size(); i++) {
            if (isMake(words.get(i).text())) {
                MakeCall call = MakeCall.of(
                        words.subList(i + 1, words.size()), words.get(i).folder());
                follow(call);
            }
        }
    }

    static boolean isMake(String word) {
        return word.equals("make") || word.equals("gmake") || word.endsWith("/make");
    }

    private void follow(MakeCall call) {
        Context context = new Context(call.folder(), call.files(), call.variables());
        Optional<MakeTargets> makefile = makefile(context);
        isVague |= makefile.isEmpty();
        if (makefile.isEmpty()) {
            return;
        }
        isVague |= !makefile.get().isComplete();
        makefiles.addAll(makefile.get().files());
        if (call.targets().isEmpty()) {
            makefile.get().usual().ifPresentOrElse(target -> add(target, context), () -> isVague = true);
        }
        for (String name : call.targets()) {
            makefile.get()
                    .named(call.folder(), name)
                    .ifPresentOrElse(target -> add(target, context), () -> isVague = true);
        }
    }

    private void add(MakeTargets.Target target, Context context) {
        if (!seen.add(new Called(context, target.name()))) {
            return;
        }
        isVague |=
                found.size() == MOST || COMPUTED_PATH.matcher(target.recipe()).find();
        if (found.size() == MOST) {
            return;
        }
        List<CommandLine> lines =
                target.recipe().lines().map(CommandLine::ofText).toList();
        found.add(new Recipe(context.folder(), lines));
        // The first line holds the prerequisites: targets of their own, or files.
        for (String needed : lines.get(0).words()) {
            makefile(context)
                    .flatMap(makefile -> makefile.named(context.folder(), needed))
                    .ifPresent(one -> add(one, context));
        }
        lines.forEach(line -> call(line, context.folder()));
    }

    private Optional<MakeTargets> makefile(Context context) {
        return read.computeIfAbsent(context, this::read);
    }

    private Optional<MakeTargets> read(Context context) {
        if (!context.folder().startsWith(top) || !Files.isDirectory(context.folder())) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>(context.variables());
        variables.put("MAKE", "make");
        variables.put("CURDIR", context.folder().toString());
        variables.put("PWD", context.folder().toString());
        variables.put(MakeTargets.WORKING_FOLDER, context.folder().toString());
        variables.put(MakeTargets.TOP_OF_REPOSITORY, top.toString());
        try {
            if (context.files().isEmpty()) {
                return Optional.of(MakeTargets.in(context.folder(), variables));
            }
            Optional<Path> file = CommandLine.resolved(
                            context.folder(), context.files().get(0))
                    .filter(path -> path.startsWith(top) && Files.isRegularFile(path));
            // Several Makefiles share their variables, in an order that only make knows.
            return file.isPresent() && context.files().size() == 1
                    ? Optional.of(MakeTargets.in(context.folder(), file.get(), variables))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
