package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.sample.ExplainedStart.Times;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JavaTraceTest {
    private static final String LOG = """
            Picked up JAVA_TOOL_OPTIONS: -Xlog:class+load:stderr:none
            java.lang.Object source: shared objects file
            java.net.http.HttpClient source: jrt:/java.net.http
            com.google.gson.Gson source: file:/var/task/lib/gson-2.11.0.jar
            com.google.gson.Gson$1 source: jar:file:/var/task/lib/gson-2.11.0.jar!/
            com.example.App source: file:/var/task/
            com.example.App$$Lambda$1/0x0000000800c01000 source: com.example.App
            a word of the function's own
            """;

    @Test
    void classesAreCountedByJar() {
        assertThat(Trace.parse(LOG).packages())
                .containsExactly(
                        new PackageInit("the JDK", 0, 0, 0, 2, 0),
                        new PackageInit("gson-2.11.0.jar", 0, 0, 0, 2, 0),
                        new PackageInit("the function's folder", 0, 0, 0, 1, 0),
                        new PackageInit("classes made at run time", 0, 0, 0, 1, 0));
    }

    @Test
    void theSentenceNamesThePlacesOfMostClassesFirst() {
        assertThat(LoadedClasses.of(List.of(traced(Trace.parse(LOG).packages()))))
                .hasValue("6 classes were loaded before the function was ready: 2 from the JDK, 2 from gson-2.11.0.jar,"
                        + " 1 from the function's folder, 1 from classes made at run time");
    }

    @Test
    void classesAreNoInitsOfPackages() {
        ArmProfile profile = ArmProfile.of(List.of(traced(Trace.parse(LOG).packages())));

        assertThat(profile.packages()).isEmpty();
        assertThat(profile.clocked()).isFalse();
        assertThat(profile.initAllocs()).isNegative();
    }

    @Test
    void goProgramsLoadNoClasses() {
        assertThat(LoadedClasses.of(List.of(traced(List.of(new PackageInit("fmt", 1, 2, 3, 4, 0))))))
                .isEmpty();
        assertThat(LoadedClasses.of(List.of())).isEmpty();
    }

    private static ExplainedStart traced(List<PackageInit> packages) {
        return new ExplainedStart(
                "f",
                Arm.CANDIDATE,
                Kind.TRACED,
                End.NEXT,
                new Times(1, 2, 3, 0, 0),
                Optional.empty(),
                packages,
                0,
                0,
                Optional.empty(),
                "");
    }
}
