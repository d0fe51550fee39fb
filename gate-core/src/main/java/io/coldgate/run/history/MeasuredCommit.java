package io.coldgate.run.history;

import io.coldgate.build.DefaultBranch;
import io.coldgate.build.History;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.sample.RunHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The commit that a run has measured, as git and the CI's variables tell it.
 *
 * @param hash its full name; empty outside of a repository
 * @param branch its branch; empty when nothing says
 * @param change whether it belongs to a change that is not merged
 * @param committedAtMillis when it was made, milliseconds since 1970
 * @param checkouts the commits that were checked out here, by the time since when, in milliseconds since 1970; empty
 *     where nothing is known, and for a commit that was named
 * @param named whether the user named it
 */
public record MeasuredCommit(
        String hash,
        String branch,
        boolean change,
        OptionalLong committedAtMillis,
        NavigableMap<Long, String> checkouts,
        boolean named) {
    /**
     * Variables that name the branch a job is of, the change's own first: GitHub Actions (of a pull request
     * {@code GITHUB_REF_NAME} is {@code 7/merge}), GitLab, Jenkins, Buildkite, CircleCI, Azure Pipelines, Bitbucket.
     */
    private static final List<String> BRANCHES = List.of(
            "GITHUB_HEAD_REF",
            "GITHUB_REF_NAME",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
            "CI_COMMIT_BRANCH",
            "CHANGE_BRANCH",
            "BRANCH_NAME",
            "BUILDKITE_BRANCH",
            "CIRCLE_BRANCH",
            "BUILD_SOURCEBRANCHNAME",
            "BITBUCKET_BRANCH");

    /** Variables that only jobs of changes have, with a value that says no where one exists. */
    private static final List<String> CHANGES = List.of(
            "GITHUB_HEAD_REF",
            "CI_MERGE_REQUEST_IID",
            "CHANGE_ID",
            "BUILDKITE_PULL_REQUEST",
            "CIRCLE_PULL_REQUEST",
            "SYSTEM_PULLREQUEST_PULLREQUESTID",
            "BITBUCKET_PR_ID");

    /** GitHub's name for the event of a merge queue, whose commit is not on the branch yet. */
    private static final String MERGE_QUEUE = "merge_group";

    /**
     * Looks a commit up.
     *
     * @param folder any folder of the repository
     * @param ref the commit; empty for what is checked out
     * @param change whether it is of a change; empty for what the variables, the branch, or else the default branch's
     *     commits say
     * @param environment the process's variables
     * @throws RunException with exit code 2 when there is no such commit
     */
    public static MeasuredCommit of(
            Path folder, Optional<String> ref, Optional<Boolean> change, Map<String, String> environment)
            throws RunException, InterruptedException {
        History history = new History(folder);
        Optional<String> hash = Optional.empty();
        OptionalLong time = OptionalLong.empty();
        NavigableMap<Long, String> checkouts = Collections.emptyNavigableMap();
        Optional<String> branch = first(BRANCHES, environment);
        try {
            hash = history.commit(ref.orElse("HEAD"));
            if (hash.isPresent()) {
                time = history.committedAtMillis(hash.get());
            }
            if (branch.isEmpty() && ref.isEmpty()) {
                branch = history.checkedOutBranch();
            }
            if (hash.isPresent() && ref.isEmpty()) {
                checkouts = history.checkouts();
            }
        } catch (IOException e) {
            // No git: then there is no commit to name either, but for one that was asked for.
        }
        if (hash.isEmpty() && ref.isPresent()) {
            throw new RunException(ExitCode.USAGE, "--commit " + ref.get() + ": no such commit here");
        }
        boolean unmerged = change.isPresent()
                ? change.get()
                : isChange(environment)
                        || branch.isPresent() && isAnother(folder, branch.get())
                        || branch.isEmpty() && hash.isPresent() && isUnmerged(folder, history, hash.get());
        return new MeasuredCommit(hash.orElse(""), branch.orElse(""), unmerged, time, checkouts, ref.isPresent());
    }

    /**
     * Returns the commit that was checked out when a run began, if it is known to be another one than this and the user
     * did not name this one. The run's results tell it; for results of older gates, git's log of checkouts.
     */
    Optional<String> anotherOf(RunHeader run) {
        if (named || hash.isEmpty()) {
            return Optional.empty();
        }
        return run.commit()
                .or(() -> Optional.ofNullable(checkouts.floorEntry(run.startedAtMillis()))
                        .map(Map.Entry::getValue))
                .filter(then -> !then.equals(hash));
    }

    /** Returns the commit that the run's results record, if it is another one than the user named. */
    Optional<String> overruled(RunHeader run) {
        return named ? run.commit().filter(recorded -> !recorded.equals(hash)) : Optional.empty();
    }

    /** Returns its full name, or the one that the run's results record if none is known here; empty for neither. */
    String hashOr(RunHeader run) {
        return hash.isEmpty() ? run.commit().orElse("") : hash;
    }

    /** A branch that is not the default one is a change, wherever it is measured. */
    private static boolean isAnother(Path folder, String branch) throws InterruptedException {
        return DefaultBranch.of(folder)
                .filter(usual -> !usual.ref().equals(branch) && !usual.ref().equals("origin/" + branch))
                .isPresent();
    }

    /**
     * Returns whether a commit of no known branch is of a change: the default branch does not contain it. In a shallow
     * clone git cannot tell, and it counts as one of the default branch.
     */
    private static boolean isUnmerged(Path folder, History history, String hash) throws InterruptedException {
        Optional<DefaultBranch> usual = DefaultBranch.of(folder);
        try {
            return usual.isPresent()
                    && !history.isShallow()
                    && !history.isAncestor(hash, usual.get().ref());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isChange(Map<String, String> environment) {
        return first(CHANGES, environment)
                        .filter(value -> !value.equals("false"))
                        .isPresent()
                || MERGE_QUEUE.equals(environment.get("GITHUB_EVENT_NAME"));
    }

    private static Optional<String> first(List<String> names, Map<String, String> environment) {
        return names.stream()
                .map(environment::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }
}
