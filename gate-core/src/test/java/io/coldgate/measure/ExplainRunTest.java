package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.deploy.ExplainSettings;
import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.fixture.FakeLambda.Call;
import io.coldgate.sample.ResultsRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Explanations with a probe that answers what a test says. The real one, which Go builds, is in the packages. */
@Tag("process")
class ExplainRunTest extends MeasuringFixture {
    private static final String HANG = "{\"kind\":\"first\",\"end\":\"patience\"}";
    private static final String WORKS = "{\"kind\":\"plain\",\"end\":\"next\",\"nextNanos\":5000000}";

    private final List<String> blocks = new ArrayList<>();

    @BeforeEach
    void explainAll() throws IOException {
        explain = new ExplainSettings(ExplainSettings.When.ALWAYS, 20, true, folder);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bootstrap"));
            zip.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        }
        code = bytes.toByteArray();
    }

    /** The n-th block of starts answers the n-th text, and every further one the last. */
    private void blocks(String... starts) {
        lambda.answering(call -> isOrdered(call) ? block(starts) : Answer.cold(call, MILLI));
    }

    private Answer block(String... starts) {
        blocks.add("block");
        String text = starts[Math.min(blocks.size(), starts.length) - 1];
        return new Answer("{\"coldgateExplain\":1,\"starts\":[" + text + "]}", "", "", "");
    }

    private static boolean isOrdered(Call call) {
        return call.variables().containsKey("COLDGATE_EXPLAIN");
    }

    @Test
    void aFunctionThatHangsIsAnnouncedAndGivenUpAfterTwoBlocks() throws IOException {
        blocks(HANG);

        run(ONE);

        assertThat(steps)
                .containsSubsequence(
                        "explaining hello",
                        "hello: no request for work within 8 s, trying once more",
                        "hello: no request for work within 8 s, given up");
        assertThat(blocks).hasSize(2);
        assertThat(records(ResultsRecord.Explained.class)).hasSize(2);
    }

    @Test
    void aBlockThatWorksBeginsTheCountAgain() throws IOException {
        blocks(HANG, WORKS, HANG);

        run(ONE);

        assertThat(blocks).hasSize(4);
        assertThat(steps).filteredOn(step -> step.endsWith("trying once more")).hasSize(2);
    }
}
