package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.ExplainedStart.PackageInit;
import org.junit.jupiter.api.Test;

class NodeTraceTest {
    @Test
    void modulesAreSummedUpByPackage() {
        Trace trace = Trace.parse("""
                require time: 600 | /var/task/node_modules/@aws/client/dist/more.js
                require time: 1000 | /var/task/node_modules/@aws/client/dist/index.js
                a word of the function's own
                require time: 30 | /tmp/x/task/node_modules/a/node_modules/b/index.js
                require time: 2000 | /tmp/x/task/src/index.js
                require time: 44 | node:http
                """);

        assertThat(trace.packages())
                .containsExactly(
                        new PackageInit("@aws/client", 1600, 1601, 0, 0, 0),
                        new PackageInit("b", 30, 31, 0, 0, 0),
                        new PackageInit("src/index.js", 2000, 2001, 0, 0, 0),
                        new PackageInit("node:http", 44, 45, 0, 0, 0));
        assertThat(trace.torn()).isZero();
    }

    @Test
    void theRuntimeClientOfTheEmbeddedLambdaIsNotCalledTheUsers() {
        Trace trace = Trace.parse("""
                require time: 600 | /tmp/coldgate-4041237/node/index.cjs
                require time: 1000 | /tmp/coldgate-4041237/node/handler.cjs
                require time: 5 | /tmp/coldgate-4041237/f1/task/node/index.cjs
                """);

        assertThat(trace.packages())
                .containsExactly(
                        new PackageInit("Coldgate's runtime client", 1600, 1601, 0, 0, 0),
                        new PackageInit("node/index.cjs", 5, 6, 0, 0, 0));
    }

    @Test
    void aTornLineIsLeftOutAndCounted() {
        Trace trace = Trace.parse("require time: 1 | a\nhello require time: 7 | b\nrequire time: | c\n");

        assertThat(trace.packages()).containsExactly(new PackageInit("a", 1, 2, 0, 0, 0));
        assertThat(trace.torn()).isEqualTo(2);
    }
}
