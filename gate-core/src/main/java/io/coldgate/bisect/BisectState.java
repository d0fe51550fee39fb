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
 * The complete state of a search: it resumes from here after an interruption, and programs read the result here.
 *
 * @param schemaVersion version of this format
 * @param question the question of the search
 * @param commits number of commits after the fast one
 * @param looks comparisons with the fast commit, in their order
 * @param repeated comparisons that left their commit open and were or will be repeated
 * @param tolerance how much slower than the fast commit a commit in between may be and still count as fast; null until
 *     it is known
 * @param parent comparison of the first slow commit with its predecessor; null before that
 * @param result how it ended; null while it has not ended
 * @param first the commits among which the first slow one is; a single one if it was found
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BisectState(
        int schemaVersion,
        BisectQuestion question,
        int commits,
        List<CommitResult> looks,
        List<CommitResult> repeated,
        @Nullable Double tolerance,
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
        /** One commit, which is also proven slower than its predecessor. */
        FOUND,
        /** The first commit that is proven slower than the fast one, but not proven slower than its predecessor. */
        UNCONFIRMED,
        /** Several commits, because the commits in between could not be judged. */
        ONE_OF,
        /** The slow commit is proven to be within the tolerance. */
        NOT_SLOWER,
        /** It could not be decided whether the slow commit is slower than the fast one. */
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
        Double tolerance = question.toleranceDerived() ? null : Double.valueOf(question.tolerance());
        return new BisectState(VERSION, question, commits, List.of(), List.of(), tolerance, null, null, List.of());
    }

    /**
     * Returns the state from which the next run resumes: without its end, and without comparisons that are to be
     * repeated.
     *
     * @param roundsNow the present maximum number of rounds of a comparison
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
                schemaVersion, question, commits, kept, again, tolerance, confirmed ? parent : null, null, List.of());
    }

    /** Returns how many times the commit was compared without a decision. */
    public int repeatedOf(String commit) {
        return (int) repeated.stream()
                .filter(compared -> compared.commit().equals(commit))
                .count();
    }

    /** Returns the state after another comparison with the fast commit. */
    public BisectState and(CommitResult compared) {
        List<CommitResult> all = new ArrayList<>(looks);
        all.add(compared);
        return new BisectState(schemaVersion, question, commits, all, repeated, tolerance, parent, result, first);
    }

    /** Returns the state with the tolerance for the commits in between. */
    public BisectState withTolerance(double between) {
        return new BisectState(schemaVersion, question, commits, looks, repeated, between, parent, result, first);
    }

    /** Returns the tolerance for the commits in between; until it is known, that of the slow commit. */
    public double toleranceBetween() {
        return tolerance == null ? question.tolerance() : tolerance;
    }

    /** Returns the state after the comparison of the first slow commit with its predecessor. */
    public BisectState withParent(CommitResult compared) {
        return new BisectState(schemaVersion, question, commits, looks, repeated, tolerance, compared, result, first);
    }

    /** Returns the state at the end of the search. */
    public BisectState ended(Result how, List<Commit> among) {
        return new BisectState(schemaVersion, question, commits, looks, repeated, tolerance, parent, how, among);
    }

    /** Returns the comparison of that commit with the fast one, if there was one. */
    public Optional<CommitResult> resultOf(String commit) {
        return looks.stream()
                .filter(compared -> compared.commit().equals(commit))
                .findFirst();
    }

    /** Returns the state as JSON, with a line break at its end. */
    public String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers", e);
        }
    }

    /** Returns the search in the text; empty for another question, another version, or any other text. */
    public static Optional<BisectState> parse(String text, BisectQuestion question) {
        try {
            return Optional.ofNullable(JSON.readValue(text, BisectState.class))
                    .filter(state -> state.schemaVersion == VERSION && question.equals(state.question));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
