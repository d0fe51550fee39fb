package io.coldgate.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartsReaderTest {
    private static final String HEADER =
            "date,function,package,memory,arch,avg_mem_used,avg_duration_ms,init_ms_1,init_ms_2,init_ms_3";
    private static final String ROW = "2025-01-01,go,zip,512,arm64,17.5,1.2,40.5,41,42.25";

    @TempDir
    private Path folder;

    @Test
    void readsEveryStartOfARealFile() throws Exception {
        RecordedStarts starts = StartsReader.read(SmallData.file());
        assertThat(starts.rows()).isEqualTo(720);
        assertThat(starts.days()).hasSize(12);
        assertThat(starts.starts()).isEqualTo(7196);
    }

    @Test
    void readsACompressedFileWhateverItsName() throws Exception {
        byte[] plain = Files.readAllBytes(SmallData.file());
        Path file = Files.write(folder.resolve("starts.csv"), gzip(plain));
        assertThat(StartsReader.read(file).starts()).isEqualTo(7196);
    }

    @Test
    void aRowMayHaveFewerStartsAndEmptyCells() throws Exception {
        RecordedStarts starts =
                read(HEADER + "\r\n2025-01-01,go,zip,512,arm64,,,40.5\r\n2025-01-02,go,zip,512,arm64,,,,41,");
        assertThat(starts.starts()).isEqualTo(2);
    }

    @Test
    void poolsAreWindowsOfThirtyDaysWithEnoughStarts() throws Exception {
        RecordedStarts starts = StartsReader.read(SmallData.file());
        assertThat(starts.pools()).hasSize(24).allSatisfy(pool -> {
            int n = pool.starts().length;
            assertThat(n).isBetween(297, 300);
            double[] sorted = pool.starts().clone();
            Arrays.sort(sorted);
            assertThat(pool.p50()).isEqualTo(sorted[(n + 1) / 2 - 1]);
            assertThat(pool.p95()).isEqualTo(sorted[(19 * n + 19) / 20 - 1]);
        });
        assertThat(read(HEADER + "\n" + ROW).pools()).isEmpty();
    }

    @Test
    void daysFarApartCostNothing() throws Exception {
        String late = ROW.replace("2025-01-01", "9999-12-31");
        assertThat(read(HEADER + "\n" + ROW + "\n" + late).pools()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-13-01,go,zip,512,arm64,1,1,40 | 2:1: \"2025-13-01\": expected a date",
                "+9999999-01-01,go,zip,512,arm64,1,1,40 | 2:1: \"+9999999-01-01\": expected a date",
                "2025-01-01,g o,zip,512,arm64,1,1,40 | 2:12: \"g o\": expected a function's name",
                "2025-01-01,\"go\",zip,512,arm64,1,1,40 | 2:12: \"\"go\"\": expected a function's name",
                "2025-01-01,,zip,512,arm64,1,1,40 | 2:12: \"\": expected a function's name",
                "2025-01-01,go,,512,arm64,1,1,40 | 2:15: \"\": expected a package type",
                "2025-01-01,go,zip,512MB,arm64,1,1,40 | 2:19: \"512MB\": expected a memory size",
                "2025-01-01,go,zip,-1,arm64,1,1,40 | 2:19: \"-1\": expected a memory size",
                "2025-01-01,go,zip,512,arm 64,1,1,40 | 2:23: \"arm 64\": expected an architecture",
                "2025-01-01,go,zip,512,arm64,1,1,NaN | 2:33: \"NaN\": expected a duration",
                "2025-01-01,go,zip,512,arm64,1,1,40,-1 | 2:36: \"-1\": expected a duration",
                "2025-01-01,go,zip,512,arm64,1,1,0 | 2:33: \"0\": expected a duration",
                "2025-01-01,go,zip,512,arm64,1,1,1e3 | 2:33: \"1e3\": expected a duration",
                "2025-01-01,go,zip,512,arm64,1,1,0x1p3 | 2:33: \"0x1p3\": expected a duration",
                "2025-01-01,go,zip,512,arm64,1,1,3600001 | 2:33: \"3600001\": expected a duration",
                "2025-01-01,go,zip,512,arm64,1,1 | 2:32: no starts",
                "2025-01-01,go,zip,512,arm64,1,1,, | 2:34: no starts",
                "2025-01-01 | 2:11: no starts",
                "2025-01-01,go,zip,512,arm64,1,1,1,2,3,4 | 2:39: more starts than the header's 3",
            })
    void namesThePlaceOfTheFirstMistake(String row, String message) {
        assertThatThrownBy(() -> read(HEADER + "\n" + row.strip()))
                .isInstanceOf(StartsFormatException.class)
                .hasMessageContaining("starts.csv:" + message)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1:1: not the header",
                "date,function | 1:14: not the header",
                "date,function,package,memory,arch,avg_mem_used,avg_duration_ms | 1:63: not the header",
                "date,function,package,memory,arch,avg_mem_used,avg_duration_ms,init_ms_2 | 1:72: not the header",
                "Date,function,package,memory,arch,avg_mem_used,avg_duration_ms,init_ms_1 | 1:1: not the header",
            })
    void refusesAnotherHeader(String header, String message) {
        assertThatThrownBy(() -> read(header + "\n" + ROW))
                .isInstanceOf(StartsFormatException.class)
                .hasMessageContaining("starts.csv:" + message);
    }

    @Test
    void refusesASecondRowForTheSameDayAndAFileWithoutRows() {
        assertThatThrownBy(() -> read(HEADER + "\n" + ROW + "\n" + ROW))
                .hasMessageContaining("starts.csv:3:1: a second row");
        assertThatThrownBy(() -> read(HEADER + "\n")).hasMessageContaining("starts.csv:2:1: no rows");
        assertThatThrownBy(() -> read(HEADER + "\n" + ROW + "\n\n")).hasMessageContaining("starts.csv:3:1: no starts");
    }

    @Test
    void aDamagedOrCutOffArchiveIsSaidToBeOne() throws Exception {
        byte[] packed = gzip(Files.readAllBytes(SmallData.file()));
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(packed, packed.length / 2));
        assertThatThrownBy(() -> StartsReader.read(cut)).hasMessageContaining("damaged or cut off");
        Path head = Files.write(folder.resolve("head.csv.gz"), Arrays.copyOf(packed, 3));
        assertThatThrownBy(() -> StartsReader.read(head)).hasMessageContaining("head.csv.gz:1:1: the compressed file");
        packed[packed.length / 2] ^= 0x55;
        Path damaged = Files.write(folder.resolve("damaged.csv.gz"), packed);
        assertThatThrownBy(() -> StartsReader.read(damaged)).isInstanceOf(StartsFormatException.class);
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        ReadLimits limits = new ReadLimits(200, 1 << 20, 100, 10);
        Path longLine = Files.write(folder.resolve("line.gz"), gzip(new byte[20 << 20]));
        assertThatThrownBy(() -> StartsReader.read(longLine, limits))
                .hasMessageContaining(":1:201: the line is longer");
        byte[] rows = (HEADER + "\n" + (ROW + "\n").repeat(3)).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() ->
                        StartsReader.read(Files.write(folder.resolve("rows"), rows), new ReadLimits(200, 50, 100, 10)))
                .hasMessageContaining("unpacked");
        String many = "";
        for (int day = 10; day < 30; day++) {
            many += "\n" + ROW.replace("01-01", "01-" + day);
        }
        Path file = Files.writeString(folder.resolve("many"), HEADER + many);
        assertThatThrownBy(() -> StartsReader.read(file, new ReadLimits(200, 1 << 20, 19, 10)))
                .hasMessageContaining("many:21:1: more than 19 rows");
        Path functions =
                Files.writeString(folder.resolve("functions"), HEADER + "\n" + ROW + "\n" + ROW.replace("go", "java"));
        assertThatThrownBy(() -> StartsReader.read(functions, new ReadLimits(200, 1 << 20, 19, 1)))
                .hasMessageContaining("functions:3:1: more than 1 configurations");
    }

    /** Whatever bytes stand in the file: read, or refused in one line; never another exception. */
    @Test
    @Tag("slow")
    void mutatedFilesAreReadOrRefused() throws Exception {
        byte[] original = (HEADER + "\n" + ROW + "\n").getBytes(StandardCharsets.US_ASCII);
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] mutated = original.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("mutated"), mutated);
            try {
                StartsReader.read(file);
            } catch (StartsFormatException e) {
                assertThat(e.getMessage()).as("seed %d", seed).hasLineCount(1).matches("[\\x20-\\x7e\u00a0-\uffff]+");
            }
        }
    }

    private RecordedStarts read(String content) throws IOException, StartsFormatException {
        return StartsReader.read(Files.writeString(folder.resolve("starts.csv"), content));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
