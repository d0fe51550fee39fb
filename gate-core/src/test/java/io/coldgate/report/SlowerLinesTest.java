package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.explain.Slower;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowerLinesTest {
    private static Slower slower(String name, boolean importIsNew) {
        return new Slower(
                name,
                Slower.Kind.CAUSE,
                3e7,
                63_019,
                1_000_000,
                true,
                "",
                List.of("example.com/shop", name),
                "main.go:7",
                importIsNew,
                Optional.empty());
    }

    @Test
    void aPackageThatIsImportedAsBeforeIsNotCalledNewForAnInitThatIs() {
        assertThat(SlowerLines.what(slower("example.com/shop/price", false)))
                .isEqualTo("its init is new; +63,019 allocs");
    }

    @Test
    void aPackageThatANewImportBroughtInIsNewAndSoIsWorkInMain() {
        assertThat(SlowerLines.what(slower("example.com/audit", true))).isEqualTo("new; +63,019 allocs");
        assertThat(SlowerLines.what(slower(Slower.MAIN, false))).isEqualTo("new; +63,019 allocs");
    }
}
