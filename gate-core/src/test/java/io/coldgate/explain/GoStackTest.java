package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoStackTest {
    private static Look recorded(String name) {
        return GoStack.read(GoTraceTest.recorded(name)).orElseThrow();
    }

    private static Look of(String... lines) {
        return GoStack.read("SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\ngoroutine 1 [running]:\n" + String.join("\n", lines)
                        + "\n\ngoroutine 2 [force gc (idle)]:\nmain.other()\n\t/src/main.go:1 +0x1\n")
                .orElseThrow();
    }

    private static Look inInit(String function) {
        return of(
                function,
                "\t/src/a.go:33 +0x1d fp=0xc000 sp=0xc000 pc=0x1",
                "runtime.doInit1(0x9b48f0)",
                "\truntime/proc.go:8103 +0xd5",
                "runtime.main()",
                "\truntime/proc.go:258 +0x270");
    }

    @Test
    void aStopInAPackageInitNamesThePackageAndItsLine() {
        Look look = recorded("go1.26-init.dump");
        assertThat(look.phase()).isEqualTo(Phase.INIT);
        assertThat(look.subject()).isEqualTo("main");
        assertThat(look.at()).isEqualTo("coldgate.test/planted/connect/main.go:15");
        assertThat(look.path())
                .containsExactly(
                        "main.init.0 coldgate.test/planted/connect/main.go:15",
                        "net.Dial net/dial.go:472",
                        "syscall.Connect syscall/syscall_unix.go:300");
    }

    @Test
    void variablesAreInitialisedByAGeneratedFunction() {
        Look look = recorded("go1.26-generated.dump");
        assertThat(look.phase()).isEqualTo(Phase.INIT);
        assertThat(look.subject()).isEqualTo("main");
        assertThat(look.at()).startsWith("coldgate/functions/eager-init/main.go:");
        assertThat(look.path()).hasSizeLessThanOrEqualTo(Look.LONGEST_PATH);
        assertThat(look.path().get(0)).startsWith("main.init ");
    }

    @Test
    void beforeGo121AnInitIsCalledByAFunctionThatCallsItself() {
        Look look = recorded("go1.19-init.dump");
        assertThat(look.phase()).isEqualTo(Phase.INIT);
        assertThat(look.subject()).startsWith("github.com/santhosh-tekuri/jsonschema/v5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.21", "go1.22", "go1.23", "go1.24", "go1.25"})
    void everyVersionsStackNamesThePackageInWork(String version) {
        Look look = recorded(version + "-init.dump");
        assertThat(look.phase()).isEqualTo(Phase.INIT);
        assertThat(look.subject()).isIn("main", "github.com/santhosh-tekuri/jsonschema/v5");
        assertThat(look.at()).containsPattern("[.]go:[0-9]+$");
    }

    @Test
    void aStopInMainNamesWhatMainHasCalledAndTheLineOfMain() {
        Look look = recorded("go1.26-main.dump");
        assertThat(look.phase()).isEqualTo(Phase.MAIN);
        assertThat(look.subject()).isEqualTo("coldgate.test/planted/internal/cost.Burn");
        assertThat(look.at()).isEqualTo("coldgate.test/planted/work/main.go:9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "go1.19-client.dump",
                "go1.21-client.dump",
                "go1.22-client.dump",
                "go1.23-client.dump",
                "go1.24-client.dump",
                "go1.25-client.dump",
                "go1.26-client.dump"
            })
    void aStopInTheLibraryIsTheClients(String name) {
        Look look = recorded(name);
        assertThat(look.phase()).isEqualTo(Phase.CLIENT);
        assertThat(look.subject()).isEmpty();
    }

    @Test
    void aStopBeforeTheInitsIsTheRuntimes() {
        assertThat(recorded("go1.26-runtime.dump").phase()).isEqualTo(Phase.RUNTIME);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/a/b.v2.init.0(), example.com/a/b",
        "example.com/a/b%2ev2.init.0(), example.com/a/b.v2",
        "'example.com/a/b.New[...](0x1, {0x2?, 0x3})', example.com/a/b",
        "'example.com/a/b.New[go.shape.struct { example.com/x/y.Z }](...)', example.com/a/b",
        "'example.com/a/b.(*Client).Dial(0x60763bba240, {0x778a88?, 0xa21e40})', example.com/a/b",
        "'example.com/a/b.(*List[...]).Push(0x1)', example.com/a/b",
        "example.com/a/b.init.func1(), example.com/a/b",
        "main.glob..func1(0x1), main"
    })
    void aFunctionsPackageIsFoundInItsName(String function, String packageName) {
        assertThat(inInit(function).subject()).isEqualTo(packageName);
        assertThat(inInit(function).at()).isEqualTo("/src/a.go:33");
    }

    @Test
    void theCallerOfAMethodIsShownWithItsReceiver() {
        assertThat(inInit("example.com/a/b.(*Client).Dial(0x1, {0x2?, 0x3})").path())
                .containsExactly("example.com/a/b.(*Client).Dial /src/a.go:33");
    }

    @Test
    void aGoroutineThatRunsOnAnotherThreadCanBeAnywhere() {
        Look look = of("\tgoroutine running on other thread; stack unavailable");
        assertThat(look.phase()).isEqualTo(Phase.UNKNOWN);
    }

    @Test
    void aStackWithoutItsOuterFramesIsUnknown() {
        assertThat(of("example.com/a.Deep(0x1)", "\t/src/a.go:1 +0x1", "...additional frames elided...")
                        .phase())
                .isEqualTo(Phase.UNKNOWN);
    }

    @Test
    void whatIsNoDumpIsNone() {
        assertThat(GoStack.read("")).isEmpty();
        assertThat(GoStack.read("Killed")).isEmpty();
        assertThat(GoStack.read("see goroutine 1 [running]:\nmain.main()")).isEmpty();
        assertThat(GoStack.read("goroutine 17 [running]:\nmain.main()")).isEmpty();
    }

    @Test
    void whateverAFunctionPrintsNothingIsThrown() {
        long seed = 20261128;
        SplittableRandom random = new SplittableRandom(seed);
        String dump = GoTraceTest.recorded("go1.26-init.dump");
        for (int i = 0; i < 500; i++) {
            StringBuilder torn = new StringBuilder(dump);
            for (int j = 0; j < 40; j++) {
                int at = random.nextInt(torn.length());
                switch (random.nextInt(4)) {
                    case 0 -> torn.deleteCharAt(at);
                    case 1 -> torn.insert(at, (char) random.nextInt(0x10000));
                    case 2 -> torn.insert(at, ")");
                    default -> torn.setCharAt(at, '\n');
                }
            }
            GoStack.read(torn.toString())
                    .ifPresent(look -> assertThat(look.path()).hasSizeLessThanOrEqualTo(Look.LONGEST_PATH));
        }
        for (String text : new String[] {
            "goroutine 1 ",
            "goroutine 1 \n)",
            "goroutine 1 \n()\n\t:1",
            "goroutine 1 \n" + "(".repeat(50_000) + ")\n\tx:1",
            "goroutine 1 [a]:\n" + "a()\n\tb:1\n".repeat(20_000)
        }) {
            assertThat(GoStack.read(text)).isPresent();
        }
    }
}
