package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JavaStackTest {
    private static final String HEAD =
            "Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode):\n\"main\" #1 prio=5 tid=0x1 runnable\n"
                    + "   java.lang.Thread.State: RUNNABLE\n";

    private static final String CLIENT = """
            \tat com.amazonaws.services.lambda.runtime.api.client.AWSLambda.startRuntime(AWSLambda.java:207)
            \tat com.amazonaws.services.lambda.runtime.api.client.AWSLambda.main(AWSLambda.java:180)
            """;

    private static Look read(String frames) {
        return JavaStack.read(HEAD + frames).orElseThrow();
    }

    @Test
    void aStaticInitialiserIsTheInitOfItsClass() throws IOException {
        Look look = JavaStack.read(GoTraceTest.recorded("java17-clinit.dump")).orElseThrow();
        assertThat(look.phase()).isEqualTo(Phase.INIT);
        assertThat(look.subject()).isEqualTo("com.example.App");
        assertThat(look.at()).isEqualTo("App.java:4");
    }

    @Test
    void whatTheHandlersConstructorDoesIsItsSetUpAndNotTheClients() {
        Look look = read("""
                \tat java.util.regex.Pattern.compile(java.base@17.0.15/Pattern.java:1069)
                \tat app//com.example.Shop.<init>(Shop.java:17)
                \tat jdk.internal.reflect.NativeConstructorAccessorImpl.newInstance0(java.base@17.0.15/Native Method)
                """ + CLIENT);
        assertThat(look.phase()).isEqualTo(Phase.MAIN);
        assertThat(look.subject()).isEqualTo("com.example.Shop.<init>");
        assertThat(look.at()).isEqualTo("Shop.java:17");
        assertThat(look.path()).hasSize(2);
    }

    @Test
    void theClientsOwnInitialisersAreTheClients() {
        Look look = read("""
                \tat com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory.<clinit>(JacksonFactory.java:38)
                """ + CLIENT);
        assertThat(look.phase()).isEqualTo(Phase.CLIENT);
    }

    @Test
    void beforeTheMainThreadRunsTheRuntimeIsUnderWay() {
        assertThat(JavaStack.read("Full thread dump OpenJDK 64-Bit Server VM\n\n\"VM Thread\" os_prio=0\n")
                        .orElseThrow()
                        .phase())
                .isEqualTo(Phase.RUNTIME);
        assertThat(read("\tat java.lang.ClassLoader.loadClass(java.base@17.0.15/ClassLoader.java:525)\n")
                        .phase())
                .isEqualTo(Phase.RUNTIME);
    }

    @Test
    void whatIsNoDumpIsNone() {
        assertThat(JavaStack.read("")).isEmpty();
        assertThat(JavaStack.read("goroutine 1 [running]:\nmain.main()\n")).isEmpty();
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("Full thread dump \n\"main\" ");
            for (int j = random.nextInt(80); j > 0; j--) {
                text.append("\tat.()/$<>\n\"x ".charAt(random.nextInt(13)));
            }
            assertThat(JavaStack.read(text.toString())).as("seed 1, text %d", i).isNotNull();
        }
    }
}
