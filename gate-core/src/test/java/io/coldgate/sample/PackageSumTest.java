package io.coldgate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.sample.ExplainedStart.Times;
import io.coldgate.sample.PackageSum.Amount;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PackageSumTest {
    private static ExplainedStart traced(long waitNanos, String... names) {
        return new ExplainedStart(
                "f",
                Arm.CANDIDATE,
                Kind.TRACED,
                End.NEXT,
                new Times(1, 2, 3, 0, 0),
                Optional.of(new Counters(0, waitNanos, 0, 0, 0, 0, 0, 0, 0)),
                Arrays.stream(names)
                        .map(name -> new PackageInit(name, 1_000, 2_000, 100, 10, 0))
                        .toList(),
                0,
                0,
                Optional.empty(),
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "github.com/**, github.com/a/b, true",
        "github.com/**, github.com, true",
        "github.com/**, github.company/a, false",
        "github.com/**, x/github.com/a, false",
        "golang.org/x/*, golang.org/x/net, true",
        "golang.org/x/*, golang.org/x/net/http2, false",
        "golang.org/x/*, golang.org/x, false",
        "**/internal/**, a/b/internal/c, true",
        "**/internal/**, a/b/internal, true",
        "**, main, true",
        "main, main, true",
        "main, main/x, false",
        "a.b/c, axb/c, false",
        "a.b/c+d, a.b/c+d, true",
        "v*, v2, true",
        "v*/***b, v2/a/b, true",
        "v*/***b, v2/a/c, false",
        "*a*/x, bab/x, true",
        "*a*/x, b/a/x, false",
        "a/**/b, a/x/y/b, true",
        "a/**/b, a/b, false",
        "a**, a/b/c, true",
        "a/**, a/, true"
    })
    void aPatternStandsForImportPaths(String pattern, String name, boolean matches) {
        PackageSum sum = new PackageSum(pattern, Amount.PACKAGES);

        assertThat(sum.most(traced(0, name))).isEqualTo(matches ? 1 : 0);
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHostilePatternEnds() {
        PackageSum sum = new PackageSum("*a".repeat(140) + "b", Amount.PACKAGES);

        assertThat(sum.most(traced(0, "a".repeat(10_000)))).isZero();
    }

    @Test
    void allMatchingInitsAreSummedUp() {
        ExplainedStart start = traced(0, "github.com/a", "github.com/b", "fmt");

        assertThat(new PackageSum("github.com/**", Amount.ALLOCS).most(start)).isEqualTo(20);
        assertThat(new PackageSum("github.com/**", Amount.BYTES).most(start)).isEqualTo(200);
        assertThat(new PackageSum("github.com/**", Amount.PACKAGES).most(start)).isEqualTo(2);
        assertThat(new PackageSum("github.com/**", Amount.PACKAGES).names(start))
                .containsExactly("github.com/a", "github.com/b");
        assertThat(new PackageSum("github.com/**", Amount.INIT).most(start)).isEqualTo(4_000);
    }

    @Test
    void aClockIsAtLeastWhatGoPrintedLessTheWaitingForACore() {
        PackageSum init = new PackageSum("**", Amount.INIT);

        assertThat(init.least(traced(0, "a", "b"))).isEqualTo(2_000);
        assertThat(init.least(traced(500, "a", "b"))).isEqualTo(1_500);
        assertThat(init.least(traced(5_000, "a", "b"))).isZero();
    }

    @Test
    void countsAreWhatTheyAreHoweverLongAStartWaited() {
        assertThat(new PackageSum("**", Amount.ALLOCS).least(traced(5_000, "a")))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void theNameInFilesNamesTheMetric(Amount amount) {
        Metric metric = Metric.of(new PackageSum("github.com/**", amount));

        assertThat(Metric.ofKey(metric.key())).contains(metric);
        assertThat(metric.dimension()).isEqualTo(amount.dimension());
        assertThat(metric.isTraced()).isTrue();
    }

    @Test
    void otherNamesAreNoSums() {
        assertThat(List.of("init[]", "init", "max[a]", "init[a", "allocs[a]b"))
                .allMatch(name -> Metric.ofKey(name).isEmpty());
    }
}
