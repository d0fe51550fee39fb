package io.coldgate.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MavenPomTest {
    @Test
    void theNameIsTheProjectsOwnAndTheVersionMayBeItsParents() {
        assertThat(MavenPom.jar("""
                        <project>
                          <!-- <artifactId>old</artifactId> -->
                          <parent><artifactId>all</artifactId><version>1.2</version></parent>
                          <artifactId>orders</artifactId>
                          <dependencies><dependency><version>9</version></dependency></dependencies>
                        </project>
                        """)).contains("target/orders-1.2.jar");
    }

    @Test
    void aFinalNameIsTakenWhereItsParametersAreKnown() {
        String pom = "<artifactId>orders</artifactId><version>1</version><build><finalName>%s</finalName></build>";

        assertThat(MavenPom.jar(pom.formatted("${project.artifactId}-all"))).contains("target/orders-all.jar");
        assertThat(MavenPom.jar(pom.formatted("${revision}"))).isEmpty();
    }

    /** Nearly a minute where each beginning looks for its end anew; the limit only says what "a minute" is. */
    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<parent>", "<artifactId>"})
    @Timeout(value = 15, unit = TimeUnit.SECONDS)
    void aHostilePomIsReadOnce(String unclosed) {
        assertThat(MavenPom.jar(unclosed.repeat((1 << 18) / unclosed.length()))).isEmpty();
    }
}
