package io.coldgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the options of the model say. */
class CommandLineTest {
    private static Settings parse(String arguments) throws CommandLine.UsageException {
        return CommandLine.parse(arguments.split(" ", -1));
    }

    private static ModelSettings model(String arguments) throws CommandLine.UsageException {
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
        assertThat(settings.model().controlRate()).isEqualTo(15);
        assertThat(settings.model().getFunctionRate()).isEqualTo(100);
        assertThat(settings.model().measurementsHeader()).isFalse();
    }

    @Test
    void everyParameterOfTheModelCanBeSetWhereverTheModelStands() throws Exception {
        String options = "--update-delay 20ms --update-jitter 20% --control-rate 150 --get-function-rate=0"
                + " --measurements on --seed 42 --model=aws";
        assertThat(parse(options).updateDelay()).isEqualTo(Duration.ofMillis(20));
        ModelSettings model = model(options);
        assertThat(model.updateJitter()).isEqualTo(.2);
        assertThat(model.controlRate()).isEqualTo(150);
        assertThat(model.getFunctionRate()).isZero();
        assertThat(model.measurementsHeader()).isTrue();
        assertThat(model.seed()).isEqualTo(42);
    }

    @Test
    void faultsAreOptionsToo() throws Exception {
        ModelSettings model = model("--fault throttle=50% --fault conflict=2");
        assertThat(model.faults()).isEqualTo(List.of(new Fault.Throttle(.5), new Fault.Conflict(2)));
        assertThat(model.controlRate()).as("no other model than the faults").isZero();
    }
}
