package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Golden;
import io.coldgate.replay.Pool;
import io.coldgate.replay.Replay;
import io.coldgate.replay.ReplayResult;
import io.coldgate.replay.ReplaySettings;
import io.coldgate.replay.SmallData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
    private static List<Pool> pools;
    private static ReplayResult result;

    @BeforeAll
    static void replay() {
        pools = SmallData.pools();
        result = Replay.run(pools, new ReplaySettings(40, 30, 0, 7, 2), () -> false);
    }

    @Test
    void theTable() {
        Golden.assertSame(ReplayReportTest.class, "replay.table", ReplayTable.render(result));
    }

    @Test
    void theJson() {
        Golden.assertSame(ReplayReportTest.class, "replay.json", ReplayJson.render(result, "1.2.3"));
    }

    @Test
    void bothShowTheSameNumbers() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ReplayJson.render(result, "1.2.3"));
        assertThat(json.get("schemaVersion").asInt()).isEqualTo(1);
        String table = ReplayTable.render(result);
        for (JsonNode rule : json.get("rules")) {
            String alarms = ReplayTable.alarms(rule.at("/scenarios/0/redBuilds").asLong(), 40);
            assertThat(table.lines()
                            .filter(line -> line.startsWith(rule.get("rule").asText() + " ")))
                    .anyMatch(line -> line.contains(alarms));
        }
    }

    @Test
    void noneIsNeverShownAsABareZero() {
        assertThat(ReplayTable.alarms(0, 3000)).isEqualTo("0 of 3000 (<= 0.13 %)");
        assertThat(ReplayTable.alarms(1, 100_000)).isEqualTo("<.1 % (<.1-<.1)");
        assertThat(ReplayTable.alarms(1, 10)).isEqualTo("10.0 % (0.3-44.5)");
        assertThat(ReplayTable.alarms(10, 10)).isEqualTo("100 % (69.2-100)");
    }

    @Test
    void thePlotIsWellFormed() throws Exception {
        String svg = ReplayPlot.render(result, pools);
        assertThat(svg)
                .contains("github-action-benchmark-110", "one unchanged function")
                .doesNotContain("NaN");
        InputStream in = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(in)
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }
}
