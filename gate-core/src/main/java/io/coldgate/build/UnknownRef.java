package io.coldgate.build;

import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Describes the remedy for a ref that names no commit of a repository. */
public final class UnknownRef {
    /** Names that are valid as a branch or a tag in git, and as a single word in a shell. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*");

    /** Names of commits, which are fetched along with their branch rather than by themselves. */
    private static final Pattern COMMIT = Pattern.compile("HEAD|[0-9a-f]{7,64}");

    private static final String ORIGIN = "origin";
    private static final String OF_ORIGIN = ORIGIN + "/";

    private UnknownRef() {}

    /**
     * Returns the problem, about the ref itself.
     *
     * @param folder any folder of the repository
     */
    public static Problem problem(Git git, Path folder, String ref) throws IOException, InterruptedException {
        boolean shallow =
                git.run(folder, "rev-parse", "--is-shallow-repository").line().equals("true");
        String message = shallow ? "not in this shallow clone" : "no such branch, tag or commit here";
        return new Problem(Optional.empty(), Printable.quote(ref), message, remedy(git, folder, ref, shallow));
    }

    private static String remedy(Git git, Path folder, String ref, boolean shallow)
            throws IOException, InterruptedException {
        if (git.commit(folder, OF_ORIGIN + ref).isPresent()) {
            return "write " + OF_ORIGIN + ref + ", which is here";
        }
        String fetch = fetch(git, folder, ref, shallow);
        return shallow
                ? "in GitHub Actions set fetch-depth: 0 for actions/checkout; elsewhere run " + fetch
                : fetch.isEmpty() ? "name another" : "run " + fetch + ", or name another";
    }

    /**
     * Returns the command that fetches the ref. A clone of a single branch (as made by {@code --depth}) fetches others
     * only if they are named.
     */
    private static String fetch(Git git, Path folder, String ref, boolean shallow)
            throws IOException, InterruptedException {
        String deepening = shallow ? "git fetch --unshallow" : "git fetch";
        Optional<String> branch = branch(ref);
        boolean hasOrigin =
                git.run(folder, "config", "--get", "remote." + ORIGIN + ".url").isGood();
        if (hasOrigin && branch.isPresent()) {
            return deepening + " origin +" + branch.get() + ":refs/remotes/origin/" + branch.get()
                    + (ref.startsWith(OF_ORIGIN) ? "" : " and write " + OF_ORIGIN + ref);
        }
        return hasOrigin || shallow ? deepening : "";
    }

    private static Optional<String> branch(String ref) {
        String name = ref.startsWith(OF_ORIGIN) ? ref.substring(OF_ORIGIN.length()) : ref;
        return NAME.matcher(name).matches() && !COMMIT.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
