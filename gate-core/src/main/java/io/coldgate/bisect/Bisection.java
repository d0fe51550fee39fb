package io.coldgate.bisect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A binary search among commits of which the last is slow and the one before the first is fast. Like
 * {@code git bisect}, it continues next to a commit that cannot be judged, and ends with several commits if only such
 * commits are left.
 */
public final class Bisection {
    private final List<Commit> commits;
    private final Map<String, CommitResult.Found> found = new HashMap<>();

    /**
     * A search in which only the last commit is known to be slow.
     *
     * @param commits oldest first, from the first one after the fast one to the slow one; at least one
     */
    public Bisection(List<Commit> commits) {
        if (commits.isEmpty()) {
            throw new IllegalArgumentException("no commits");
        }
        this.commits = List.copyOf(commits);
        found.put(commits.get(commits.size() - 1).hash(), CommitResult.Found.SLOW);
    }

    /** The next action. */
    public sealed interface Next {
        /** Compare this commit. */
        record Compare(Commit commit) implements Next {}

        /** The commit is slow, and its predecessor is not. */
        record First(Commit commit) implements Next {}

        /** The first slow commit is among these; all but the last were skipped. */
        record OneOf(List<Commit> commits) implements Next {
            /** Copies the list. */
            public OneOf {
                commits = List.copyOf(commits);
            }
        }
    }

    /** Records the result of a comparison. */
    public void looked(String commit, CommitResult.Found what) {
        found.put(commit, what);
    }

    /** Returns the next action. */
    public Next next() {
        int fast = lastFast();
        int slow = firstSlowAfter(fast);
        if (slow == fast + 1) {
            return new Next.First(commits.get(slow));
        }
        int middle = (fast + slow) / 2;
        return IntStream.range(fast + 1, slow)
                .filter(i -> !found.containsKey(commits.get(i).hash()))
                .boxed()
                .min((a, b) -> Integer.compare(Math.abs(a - middle), Math.abs(b - middle)))
                .<Next>map(i -> new Next.Compare(commits.get(i)))
                .orElseGet(() -> new Next.OneOf(commits.subList(fast + 1, slow + 1)));
    }

    /** Returns the maximum number of remaining comparisons if none is skipped. */
    public int left() {
        int fast = lastFast();
        return comparisons(firstSlowAfter(fast) - fast);
    }

    /** Returns the maximum number of comparisons in a search among so many commits if none is skipped. */
    public static int comparisons(int commits) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(commits - 1);
    }

    private int lastFast() {
        return IntStream.range(0, commits.size())
                .filter(i -> is(i, CommitResult.Found.FAST))
                .max()
                .orElse(-1);
    }

    private int firstSlowAfter(int fast) {
        return IntStream.range(fast + 1, commits.size())
                .filter(i -> is(i, CommitResult.Found.SLOW))
                .findFirst()
                .orElseThrow();
    }

    private boolean is(int i, CommitResult.Found what) {
        return found.get(commits.get(i).hash()) == what;
    }
}
