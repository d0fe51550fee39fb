package io.coldgate.bisect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a search: it goes on from here after an interruption, and programs read its result here.
 *
 * @param schemaVersion version of this format
 * @param question what is searched
 * @param commits number of commits after the fast one
 * @param looks comparisons with the fast commit, in their order
 * @param repeated comparisons that left their commit open and were, or are, made again
 * @param parent comparison of the first slow commit with the one before it; null before
 * @param result how it ended; null while it has not
 * @param first the commits among which the first slow one is: one of them where it is found
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BisectState(
        int schemaVersion,
        BisectQuestion question,
        int commits,
        List<CommitResult> looks,
        List<CommitResult> repeated,
        @Nullable CommitResult parent,
        @Nullable Result result,
        List<Commit> first) {
    private static final int VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The end of a search. */
    public enum Result {
        /** One commit, which is proven slower than the one before it too. */
        FOUND,
        /** The first commit that is proven slower than the fast one; not proven slower than the one before it. */
        UNCONFIRMED,
        /** Several commits: those between could not be judged. */
        ONE_OF,
        /** The slow commit is proven to be within the tolerance. */
        NOT_SLOWER,
        /** The slow commit could not be told from the fast one. */
        UNDECIDED
    }

    /** Copies the lists. */
    public BisectState {
        looks = looks == null ? List.of() : List.copyOf(looks);
        repeated = repeated == null ? List.of() : List.copyOf(repeated);
        first = first == null ? List.of() : List.copyOf(first);
    }

    /** Returns a search that has not begun. */
    public static BisectState begun(BisectQuestion question, int commits) {
        return new BisectState(VERSION, question, commits, List.of(), List.of(), null, null, List.of());
    }

    /**
     * Returns the same as the next run goes on with it: without its end, and without the comparisons that are to be
     * made again.
     *
     * @param roundsNow rounds that a comparison may take at most now
     */
    public BisectState resumed(int roundsNow) {
        List<CommitResult> kept = new ArrayList<>();
        List<CommitResult> again = new ArrayList<>(repeated);
        looks.forEach(compared -> (compared.stands(roundsNow) ? kept : again).add(compared));
        boolean confirmed = parent != null && parent.stands(roundsNow);
        if (parent != null && !confirmed) {
            again.add(parent);
        }
        return new BisectState(
                schemaVersion, question, commits, kept, again, confirmed ? parent : null, null, List.of());
    }

    /** Returns how often the commit was compared in vain. */
    public int repeatedOf(String commit) {
        return (int) repeated.stream()
                .filter(compared -> compared.commit().equals(commit))
                .count();
    }

    /** Returns the same after another comparison with the fast commit. */
    public BisectState and(CommitResult compared) {
        List<CommitResult> all = new ArrayList<>(looks);
        all.add(compared);
        return new BisectState(schemaVersion, question, commits, all, repeated, parent, result, first);
    }

    /** Returns the same after the comparison of the first slow commit with the one before it. */
    public BisectState withParent(CommitResult compared) {
        return new BisectState(schemaVersion, question, commits, looks, repeated, compared, result, first);
    }

    /** Returns the same at its end. */
    public BisectState ended(Result how, List<Commit> among) {
        return new BisectState(schemaVersion, question, commits, looks, repeated, parent, how, among);
    }

    /** Returns the comparison of that commit with the fast one, if there was one. */
    public Optional<CommitResult> resultOf(String commit) {
        return looks.stream()
                .filter(compared -> compared.commit().equals(commit))
                .findFirst();
    }

    /** Returns it as JSON, with a line break at its end. */
    public String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers", e);
        }
    }

    /** Returns the search that the text is of; empty for another question, another version, or no such text. */
    public static Optional<BisectState> parse(String text, BisectQuestion question) {
        try {
            return Optional.ofNullable(JSON.readValue(text, BisectState.class))
                    .filter(state -> state.schemaVersion == VERSION && question.equals(state.question));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
