package io.coldgate.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.bisect.Bisection.Next;
import io.coldgate.bisect.CommitResult.Found;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BisectionTest {
    private static List<Commit> commits(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Commit("c" + i, "change " + i))
                .toList();
    }

    private static int number(Commit commit) {
        return Integer.parseInt(commit.hash().substring(1));
    }

    /** Searches a history in which a commit is slow from that one on, and nothing can be said of some. */
    private static Next search(int n, int first, Set<Integer> broken, int[] comparisons) {
        Bisection bisection = new Bisection(commits(n));
        Next next = bisection.next();
        while (next instanceof Next.Compare compare) {
            comparisons[0]++;
            int at = number(compare.commit());
            bisection.looked(
                    compare.commit().hash(),
                    broken.contains(at) ? Found.SKIPPED : at >= first ? Found.SLOW : Found.FAST);
            next = bisection.next();
        }
        return next;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 64, 65})
    void findsTheFirstSlowCommitWhereverItIsInTheFewestComparisons(int n) {
        for (int first = 0; first < n; first++) {
            int[] comparisons = {0};
            assertThat(search(n, first, Set.of(), comparisons))
                    .isEqualTo(new Next.First(commits(n).get(first)));
            assertThat(comparisons[0]).isLessThanOrEqualTo(Bisection.comparisons(n));
        }
    }

    @Test
    void looksBesideWhatCannotBeJudged() {
        int[] comparisons = {0};
        assertThat(search(64, 40, Set.of(31, 30, 32, 47), comparisons))
                .isEqualTo(new Next.First(commits(64).get(40)));
        assertThat(comparisons[0]).isLessThanOrEqualTo(12);
    }

    @Test
    void namesSeveralWhereThoseBetweenCannotBeJudged() {
        assertThat(search(10, 5, Set.of(4, 5), new int[1]))
                .isEqualTo(new Next.OneOf(commits(10).subList(4, 7)));
        assertThat(search(10, 9, IntStream.range(0, 9).boxed().collect(Collectors.toSet()), new int[1]))
                .isEqualTo(new Next.OneOf(commits(10)));
        assertThat(search(10, 5, Set.of(4), new int[1]))
                .isEqualTo(new Next.OneOf(commits(10).subList(4, 6)));
    }

    @Test
    void oneCommitNeedsNoComparisonAndNoneIsNoHistory() {
        assertThat(new Bisection(commits(1)).next())
                .isEqualTo(new Next.First(commits(1).get(0)));
        assertThat(Bisection.comparisons(1)).isZero();
        assertThat(Bisection.comparisons(64)).isEqualTo(6);
        assertThatThrownBy(() -> new Bisection(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
