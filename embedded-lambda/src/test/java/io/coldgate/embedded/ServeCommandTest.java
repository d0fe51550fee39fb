package io.coldgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the options of the model say. */
class ServeCommandTest {
    private static Settings parse(String arguments) {
        CommandLine line = ServeCommand.commandLine();
        line.parseArgs(arguments.split(" ", -1));
        return line.<ServeCommand>getCommand().settings();
    }

    private static ModelSettings model(String arguments) {
        ModelSettings model = parse(arguments).model();
        assertThat(model).isNotNull();
        return model;
    }

    @Test
    void withoutAModelNothingIsModelled() throws Exception {
        assertThat(parse("--port 0").model()).isNull();
    }

    @Test
    void theModelOfAwsIsSlowLimitedAndSilent() throws Exception {
        Settings settings = parse("--model aws");
        assertThat(settings.updateDelay()).isEqualTo(Duration.ofMillis(1_750));
        assertThat(settings.model()).isNotNull();
        assertThat(settings.model().rates().control()).isEqualTo(15);
        assertThat(settings.model().rates().getFunction()).isEqualTo(100);
        assertThat(settings.model().measurementsHeader()).isFalse();
    }

    @Test
    void everyParameterOfTheModelCanBeSetWhereverTheModelStands() throws Exception {
        String options = "--update-delay 20ms --update-jitter 20% --control-rate 150 --get-function-rate=0"
                + " --measurements on --log-delay 3s --seed 42 --model=aws";
        assertThat(parse(options).updateDelay()).isEqualTo(Duration.ofMillis(20));
        ModelSettings model = model(options);
        assertThat(model.updateJitter()).isEqualTo(.2);
        assertThat(model.rates().control()).isEqualTo(150);
        assertThat(model.rates().getFunction()).isZero();
        assertThat(model.measurementsHeader()).isTrue();
        assertThat(model.logDelay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(model.seed()).isEqualTo(42);
    }

    @Test
    void faultsAreOptionsToo() throws Exception {
        ModelSettings model = model("--fault throttle=50% --fault conflict=2 --fault throttle-invoke=1%"
                + " --fault proactive-init=80% --fault warm-reuse=5% --fault lost-report=10% --fault flooded-log=100%"
                + " --fault role-delay=8s --fault expired=20 --fault denied=lambda:GetFunction,iam:PassRole"
                + " --fault unreachable=30s@20 --fault deleted=3 --fault lost-answer=lambda:UpdateAlias@2");
        assertThat(model.faults())
                .isEqualTo(List.<Fault>of(
                        new Fault.Throttle(.5),
                        new Fault.Conflict(2),
                        new Fault.ThrottledInvocations(.01),
                        new Fault.ProactiveInit(.8),
                        new Fault.WarmReuse(.05),
                        new Fault.LostReport(.1),
                        new Fault.FloodedLog(1),
                        new Fault.RoleDelay(Duration.ofSeconds(8)),
                        new Fault.ExpiredCredentials(20),
                        new Fault.Denied(Set.of("lambda:GetFunction", "iam:PassRole")),
                        new Fault.Unreachable(Duration.ofSeconds(30), 20),
                        new Fault.Deleted(3),
                        new Fault.LostAnswer("lambda:UpdateAlias", 2)));
        assertThat(model.rates().control()).as("no other model than the faults").isZero();
    }

    @Test
    void everyFaultIsInTheHelpAndOnItsPage() throws Exception {
        // The kinds that the parser knows, read from its source, so that a new one is not forgotten.
        String source = Files.readString(Path.of("src/main/java/io/coldgate/embedded/FaultOption.java"));
        List<String> kinds = Pattern.compile("case \"([a-z-]+)\" ->")
                .matcher(source)
                .results()
                .map(kind -> kind.group(1))
                .toList();
        String help = ServeCommand.commandLine().getUsageMessage();
        assertThat(kinds).hasSize((int) kindsOf(Fault.class).count());
        assertThat(kinds).allMatch(kind -> help.contains("  " + kind + "="));
        String page = Files.readString(Path.of("../docs/embedded-lambda.md"));
        assertThat(kinds).allMatch(kind -> page.contains("| `" + kind + "="));
    }

    private static Stream<Class<?>> kindsOf(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(ServeCommandTest::kindsOf)
                : Stream.of(type);
    }
}
