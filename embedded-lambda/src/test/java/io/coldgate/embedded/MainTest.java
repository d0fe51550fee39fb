package io.coldgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program: its one line, its exit codes, its end. */
@Tag("process")
@Timeout(120)
class MainTest {
    private static final int SIGTERM = 15;

    @TempDir
    Path folder;

    private Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.coldgate.embedded.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void printsOneLineWhenReadyAndEndsCleanlyOnSigterm() throws Exception {
        Process process = run("--port", "0", "--work-dir", folder.toString(), "--region=eu-west-1");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).matches("embedded-lambda ready on http://127\\.0\\.0\\.1:\\d+");
        URI endpoint = URI.create(line.substring(line.indexOf("http")));
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/2015-03-31/functions"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("{\"Functions\":[]}");
        // Of the handle: Process.destroy would also close the streams that are read below.
        process.toHandle().destroy();
        assertThat(process.waitFor()).isEqualTo(128 + SIGTERM);
        assertThat(out.readLine()).isNull();
        assertThat(text(process.getErrorStream())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port             | Missing required parameter for option '--port' (PORT); see --help
                    --port 70000       | Invalid value for option '--port': 70000: must be a number from 0 to 65535; see --help
                    --update-delay 50  | Invalid value for option '--update-delay': 50: must be a time with its unit, such as 50ms, 10s or 10m; see --help
                    --account 12       | account 12: must be 12 digits; see --help
                    --region Mars      | region Mars: must look like us-east-1; see --help
                    --verbose          | Unknown option: '--verbose'; see --help
                    --verbose yes      | Unknown options: '--verbose', 'yes'; see --help
                    --model gcp        | --model gcp: must be aws; see --help
                    --seed -1          | Invalid value for option '--seed': -1: must be a number that is not negative; see --help
                    --update-jitter 2  | Invalid value for option '--update-jitter': 2: must be a percentage from 0% to 100%; see --help
                    --measurements no  | Invalid value for option '--measurements': no: must be one of: on, off; see --help
                    --fault fire=1     | Invalid value for option '--fault' (KIND=VALUE): fire: no such fault; see --help
                    --fault throttle=2 | Invalid value for option '--fault' (KIND=VALUE): 2: must be a percentage from 0% to 100%; see --help
                    --fault conflict=0 | Invalid value for option '--fault' (KIND=VALUE): 0: must be at least 1; see --help
                    9001               | Unmatched argument at index 0: '9001'; see --help
                    """)
    void wrongUsageIsOneLineAndExit2(String arguments, String message) throws Exception {
        Process process = run(arguments.split(" ", -1));
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(text(process.getErrorStream())).isEqualTo("embedded-lambda: " + message + "\n");
        assertThat(text(process.getInputStream())).isEmpty();
    }

    @Test
    void aTakenPortIsOneLineAndExit4() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = run("--port", Integer.toString(taken.getLocalPort()), "--work-dir", folder.toString());
            assertThat(process.waitFor()).isEqualTo(4);
            assertThat(text(process.getErrorStream()))
                    .startsWith("embedded-lambda: 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .hasLineCount(1);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aWorkFolderThatIsNotThereYetIsMadeWithoutAWord() throws Exception {
        Process process =
                run("--port", "0", "--work-dir", folder.resolve("new/one").toString());
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).startsWith("embedded-lambda ready on ");
        process.toHandle().destroy();
        process.waitFor();
        assertThat(text(process.getErrorStream())).isEmpty();
        assertThat(folder.resolve("new/one")).isEmptyDirectory();
    }

    @Test
    void aWorkFolderThatCannotBeIsOneLineAndExit4() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Process process = run("--port", "0", "--work-dir", file.toString());
        assertThat(process.waitFor()).isEqualTo(4);
        assertThat(text(process.getErrorStream()))
                .isEqualTo("embedded-lambda: " + file
                        + ": cannot be the work folder: there is a file of that name: name another with"
                        + " TMPDIR, or with the server's --work-dir\n");
    }

    @Test
    void helpAndVersionGoToStandardOutput() throws Exception {
        Process help = run("--help");
        assertThat(text(help.getInputStream())).contains("--update-delay=TIME").contains("--port=PORT");
        assertThat(help.waitFor()).isZero();
        Process version = run("--version");
        assertThat(text(version.getInputStream())).startsWith("embedded-lambda ");
        assertThat(version.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"50ms,50", "1.5s,1500", "10m,600000", "1h,3600000", "0s,0"})
    void timesHaveUnits(String text, long millis) {
        assertThat(OptionValues.time(text)).isEqualTo(Duration.ofMillis(millis));
    }
}
