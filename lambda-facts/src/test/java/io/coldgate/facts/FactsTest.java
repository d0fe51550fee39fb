package io.coldgate.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
    @ParameterizedTest
    @CsvSource({"amd64,x86_64", "x86_64,x86_64", "aarch64,arm64", "arm64,arm64", "riscv64,riscv64"})
    void jvmsNameArchitecturesOtherwise(String jvm, String lambda) {
        assertThat(Architectures.of(jvm)).isEqualTo(lambda);
    }

    @Test
    void theHostHasAnArchitecture() {
        assertThat(Architectures.ofHost()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "us-gov-west-1", "cn-north-1", "ap-southeast-7"})
    void regionsLookLikeThis(String name) {
        assertThat(Regions.NAME.matcher(name).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eu", "eu-central", "Eu-central-1", "eu-central-12", "eu-central-1\n"})
    void othersAreNoRegions(String name) {
        assertThat(Regions.NAME.matcher(name).matches()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1,aws", "*,aws", "us-east-1,aws", "us-gov-west-1,aws-us-gov", "cn-north-1,aws-cn"})
    void regionsArePartsOfAPartition(String region, String partition) {
        assertThat(Regions.partition(region)).isEqualTo(partition);
    }

    @Test
    void snapshotsAreTakenOfSomeRuntimes() {
        assertThat(RuntimeIdentifiers.SNAP_START)
                .containsExactly(
                        "python3.12",
                        "python3.13",
                        "python3.14",
                        "java11",
                        "java17",
                        "java21",
                        "java25",
                        "dotnet8",
                        "dotnet10");
        assertThat(RuntimeIdentifiers.hasSnapStart(RuntimeIdentifiers.PROVIDED)).isFalse();
    }

    @Test
    void noRuntimeIsOnOfferAndEnded() {
        assertThat(RuntimeIdentifiers.OFFERED)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(RuntimeIdentifiers.ENDED)
                .doesNotContainAnyElementsOf(RuntimeIdentifiers.OUTLIVED);
        assertThat(RuntimeIdentifiers.OFFERED.stream().filter(RuntimeIdentifiers::isProvided))
                .containsExactly("provided.al2", "provided.al2023");
    }

    @Test
    void reservedNamesAreLambdasOwn() {
        assertThat(Variables.RESERVED).contains("AWS_REGION").doesNotContain("AWS_LAMBDA_EXEC_WRAPPER");
        assertThat(Variables.NAME.matcher("TABLE_1").matches()).isTrue();
        assertThat(Variables.NAME.matcher("1TABLE").matches()).isFalse();
    }
}
