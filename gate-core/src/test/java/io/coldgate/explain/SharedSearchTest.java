package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What explanations of several functions have in common. */
class SharedSearchTest {
    private static final String CONFIG = "shop/config";
    private static final String EAGER = "shop/config/eager.go:12";

    private static Slower slower(String name, double millis, String at, String importedAt, boolean fresh) {
        return slower(name, millis, at, List.of(), importedAt, fresh);
    }

    private static Slower slower(
            String name, double millis, String at, List<String> chain, String importedAt, boolean fresh) {
        return new Slower(
                name,
                Slower.Kind.CAUSE,
                millis * 1e6,
                (long) (1_000 + millis),
                9,
                true,
                at,
                chain,
                importedAt,
                fresh,
                Optional.empty());
    }

    private static Explanation of(String function, String language, List<Slower> slower, Advice... advice) {
        ArmBuild build = new ArmBuild(
                function,
                Arm.CANDIDATE,
                language,
                "shop/cmd/" + function,
                "shop",
                Map.of(),
                Map.of(),
                true,
                false,
                1,
                1,
                Map.of());
        ArmProfile profile = ArmProfile.of(List.of());
        return new Explanation(
                function,
                profile,
                Optional.of(profile),
                Optional.of(build),
                slower,
                List.of(),
                Optional.empty(),
                Arrays.asList(advice),
                List.of());
    }

    private static Explanation of(String function, Slower slower, Advice... advice) {
        return of(function, "go1.26.1", List.of(slower), advice);
    }

    private static Advice ownInit(String at, String evidence) {
        return new Advice("own-init", evidence, "do it on the first event", at);
    }

    @Test
    void aSharedPackageIsOneCauseWithTheRangeOfItsSlowdowns() {
        SharedFindings shared = SharedFindings.of(List.of(
                of("checkout", slower(CONFIG, 5, EAGER, "cmd/checkout/main.go:4", false)),
                of("cart", slower(CONFIG, 4, "shop/config/eager.go:13", "cmd/cart/main.go:5", false)),
                of("stock", slower(CONFIG, 6, EAGER, "cmd/stock/main.go:5", false))));

        assertThat(shared.groups()).hasSize(1);
        SharedCause cause = shared.groups().get(0).causes().get(0);
        assertThat(cause.functions()).containsExactly("checkout", "cart", "stock");
        assertThat(cause.nanos()).isEqualTo(new SharedCause.Range(4e6, 6e6));
        assertThat(cause.allocs()).isEqualTo(new SharedCause.Range(1_004, 1_006));
        assertThat(cause.cause().at()).isEqualTo(EAGER);
        assertThat(cause.cause().importedAt()).isEmpty();
    }

    @Test
    void theChainBeginsWhereTheFunctionsMeet() {
        SharedFindings shared = SharedFindings.of(List.of(
                of(
                        "checkout",
                        slower("x.y/z", 5, "", List.of("shop/cmd/checkout", CONFIG, "x.y/z"), "config/e.go:3", true)),
                of(
                        "cart",
                        slower(
                                "x.y/z",
                                4,
                                "",
                                List.of("shop/cmd/cart", "shop/lib", CONFIG, "x.y/z"),
                                "config/e.go:3",
                                true))));

        Slower cause = shared.groups().get(0).causes().get(0).cause();
        assertThat(cause.chain()).containsExactly(CONFIG, "x.y/z");
        assertThat(cause.importedAt()).isEqualTo("config/e.go:3");
    }

    @Test
    void aPackageThatEachFunctionImportsAnewItselfIsACauseOfItsOwn() {
        assertThat(SharedFindings.of(List.of(
                                of("checkout", slower("x.y/z", 5, "", "cmd/checkout/main.go:3", true)),
                                of("cart", slower("x.y/z", 4, "", "cmd/cart/main.go:3", true))))
                        .groups())
                .isEmpty();
    }

    @Test
    void theProgramsOwnPackageIsNotThatOfAnotherFunction() {
        assertThat(SharedFindings.of(List.of(
                                of("checkout", slower("main", 5, "shop/cmd/checkout/main.go:3", "", false)),
                                of("cart", slower("main", 4, "shop/cmd/cart/main.go:3", "", false))))
                        .groups())
                .isEmpty();
    }

    @Test
    void equalNamesInDifferentFoldersOrInAnotherLanguageAreNotCompared() {
        assertThat(SharedFindings.of(List.of(
                                of("checkout", slower("app/config", 5, "/a/config/e.go:3", "", false)),
                                of("cart", slower("app/config", 4, "/b/config/e.go:3", "", false))))
                        .groups())
                .isEmpty();
        List<Slower> python = List.of(slower("handler", 5, "/var/task/handler.py:3", "", false));
        assertThat(SharedFindings.of(List.of(of("checkout", "", python), of("cart", "", python)))
                        .groups())
                .isEmpty();
    }

    @Test
    void adviceIsSharedWithItsCauseAndAFunctionKeepsWhatIsItsOwn() {
        Advice large = ownInit(EAGER, "45 %");
        Advice small = ownInit("shop/config/eager.go:13", "12 %");
        Advice alone = ownInit("shop/cmd/cart/main.go:3", "11 %");
        Slower inCart = slower(CONFIG, 4, EAGER, "", false);
        Slower ofCart = slower("main", 1, "shop/cmd/cart/main.go:3", "", false);
        SharedFindings shared = SharedFindings.of(List.of(
                of("checkout", slower(CONFIG, 5, EAGER, "", false), large),
                of("cart", "go1.26.1", List.of(inCart, ofCart), small, alone),
                of("stock", slower(CONFIG, 2, EAGER, "", false))));

        assertThat(shared.groups()).hasSize(1);
        SharedAdvice advice = shared.groups().get(0).advice().get(0);
        assertThat(advice.advice()).isEqualTo(large);
        assertThat(advice.seenIn()).isEqualTo("checkout");
        assertThat(advice.functions()).containsExactly("checkout", "cart");
        assertThat(shared.isShared("cart", small)).isTrue();
        assertThat(shared.isShared("cart", alone)).isFalse();
        assertThat(shared.functions("cart", inCart)).isEqualTo(3);
        assertThat(shared.functions("cart", ofCart)).isEqualTo(1);
    }

    @Test
    void causesOfTheSameFunctionsAreOneGroupAndTheLargestGroupIsFirst() {
        List<Slower> both = List.of(slower(CONFIG, 1, "", "", false), slower("shop/db", 3, "", "", false));
        List<Explanation> explanations = new ArrayList<>();
        explanations.add(of("checkout", "go1.26.1", both));
        explanations.add(of("cart", "go1.26.1", both));
        for (String function : List.of("a", "b", "c")) {
            explanations.add(of(function, slower("shop/log", 1, "", "", false)));
        }

        assertThat(SharedFindings.of(explanations).groups())
                .extracting(SharedFindings.Group::packages)
                .containsExactly(List.of("shop/log"), List.of("shop/db", CONFIG));
    }

    @Test
    void adviceOnWholeProgramsIsSharedWithoutACause() {
        Advice norpc = new Advice("lambda-norpc", "net/rpc is initialised", "build with -tags lambda.norpc", "");
        SharedFindings shared =
                SharedFindings.of(List.of(of("checkout", "", List.of(), norpc), of("cart", "", List.of(), norpc)));

        assertThat(shared.groups().get(0).causes()).isEmpty();
        assertThat(shared.groups().get(0).functions()).containsExactly("checkout", "cart");
    }
}
