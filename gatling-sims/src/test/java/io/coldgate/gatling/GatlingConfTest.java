package io.coldgate.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.core.config.GatlingConfiguration;
import org.junit.jupiter.api.Test;

/** By default, Gatling requests a public page and reports its use; the configuration must turn both off. */
class GatlingConfTest {

    private final GatlingConfiguration configuration = GatlingConfiguration.load();

    @Test
    void asksNoPublicPageToWarmUp() {
        assertThat(configuration.http().warmUpUrl().isEmpty()).isTrue();
    }

    @Test
    void reportsNothingAboutItsUse() {
        assertThat(configuration.data().enableAnalytics()).isFalse();
    }
}
