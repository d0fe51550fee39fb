package io.coldgate.maven;

import io.coldgate.verdict.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Deploys and cold-starts the functions of a thresholds file until every budget is decided, and fails the build when a
 * budget is exceeded. A build that could not be measured, or a wrong thresholds file, is an error of the build, not a
 * failed check.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class CheckMojo extends AbstractMojo {
    /** Two concurrent measurements would disturb each other; with {@code -T} the modules wait for each other. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    /** The largest number of problems that are shown; for a wrong thresholds file, the first mistakes matter most. */
    private static final int MOST_PROBLEMS = 20;

    /** Leaves the gate out. */
    @Parameter(property = "coldgate.skip", defaultValue = "false")
    boolean skip;

    /** The thresholds file. */
    @Parameter(property = "coldgate.config", defaultValue = "${project.basedir}/thresholds.yaml", required = true)
    File config = new File("thresholds.yaml");

    /** The folder for report.json, results.jsonl, junit.xml and summary.md. */
    @Parameter(
            property = "coldgate.outputDirectory",
            defaultValue = "${project.build.directory}/coldgate",
            required = true)
    File outputDirectory = new File("target/coldgate");

    /** The platform on which all functions run, whatever the file says, such as embedded. */
    @Parameter(property = "coldgate.platform")
    @Nullable
    String platform;

    /** Only the functions that match one of these patterns, such as checkout-*. */
    @Parameter(property = "coldgate.functions")
    List<String> functions = new ArrayList<>();

    /** The time after the run's first start at which measuring ends, such as 2m; what is open then is inconclusive. */
    @Parameter(property = "coldgate.timeLimit")
    @Nullable
    String timeLimit;

    /** Cap on the samples of every function. */
    @Parameter(property = "coldgate.maxSamples")
    @Nullable
    String maxSamples;

    /** Further arguments of the command coldgate check, which its --help explains. */
    @Parameter(property = "coldgate.arguments")
    List<String> arguments = new ArrayList<>();

    /** Says whether a failed check fails the build; otherwise it is a warning of the build. */
    @Parameter(property = "coldgate.failOnViolation", defaultValue = "true")
    boolean failOnViolation = true;

    /** Says whether an inconclusive check fails the build also where the thresholds file only warns of it. */
    @Parameter(property = "coldgate.failOnInconclusive", defaultValue = "false")
    boolean failOnInconclusive;

    @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
    File basedir = new File("");

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
    List<Artifact> pluginArtifacts = new ArrayList<>();

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipping Coldgate (coldgate.skip)");
            return;
        }
        ONE_AT_A_TIME.lock();
        try {
            Path report = outputDirectory.toPath().resolve("report.json");
            // An earlier run's verdict must not be mistaken for this one's.
            Files.deleteIfExists(report);
            GateProcess gate = new GateProcess(getLog(), basedir.toPath(), classPath());
            int exitCode = gate.run(commandLine());
            switch (exitCode) {
                case 0 -> judge(exitCode, measured(GateReport.read(report, exitCode)));
                case 1, 3 -> judge(exitCode, verdict(exitCode, GateReport.read(report, exitCode), gate));
                case 2 -> throw failure("coldgate: nothing was measured", GateReport.read(report, exitCode), gate);
                case GateProcess.INTERRUPTED -> throw new MojoExecutionException("coldgate: interrupted: no verdict");
                default ->
                    throw failure(
                            "coldgate: could not measure (exit " + exitCode + ")",
                            GateReport.read(report, exitCode),
                            gate);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("coldgate: the gate cannot be started: " + e.getMessage(), e);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** Refuses the result of {@code --help} and {@code --dry-run}: they end with 0 although nothing was measured. */
    private GateReport measured(GateReport report) throws MojoExecutionException {
        if (!report.hasVerdict()) {
            throw new MojoExecutionException("coldgate: nothing was measured (exit 0, and no verdict in "
                    + shown(outputDirectory) + "): leave --help, --version and --dry-run out of the parameter"
                    + " arguments, and run coldgate check for them");
        }
        return report;
    }

    /**
     * Returns the report with a verdict. A JVM that cannot start also ends with 1: without a check in the report,
     * nothing failed and nothing was measured.
     */
    private static GateReport verdict(int exitCode, GateReport report, GateProcess gate) throws MojoExecutionException {
        if (report.withVerdict(exitCode == 1 ? Verdict.FAIL : Verdict.INCONCLUSIVE)
                .isEmpty()) {
            throw failure(
                    "coldgate: could not measure (exit " + exitCode + ", and no report says which check)",
                    report,
                    gate);
        }
        return report;
    }

    /** Returns an exception with the problems in the report or, without a report, with the gate's last output. */
    private static MojoExecutionException failure(String headline, GateReport report, GateProcess gate) {
        List<String> lines = report.problems().isEmpty() ? gate.lastErrors() : report.problems();
        List<String> first = lines.stream().limit(MOST_PROBLEMS).toList();
        return new MojoExecutionException(Stream.concat(Stream.of(headline), ParameterNames.translated(first).stream())
                .collect(Collectors.joining("\n  ")));
    }

    /** Returns the class path of the gate and its libraries. */
    List<Path> classPath() {
        return pluginArtifacts.stream()
                .map(artifact -> artifact.getFile().toPath())
                .toList();
    }

    /** Returns the arguments with which {@code coldgate} is started. */
    List<String> commandLine() {
        List<String> line =
                new ArrayList<>(List.of("check", "--file", shown(config), "--output", shown(outputDirectory)));
        if (platform != null) {
            line.addAll(List.of("--platform", platform));
        }
        for (String function : functions) {
            line.addAll(List.of("--function", function));
        }
        if (timeLimit != null) {
            line.addAll(List.of("--time-limit", timeLimit));
        }
        if (maxSamples != null) {
            line.addAll(List.of("--max-samples", maxSamples));
        }
        if (!getLog().isInfoEnabled()) {
            line.add("--quiet");
        }
        line.addAll(arguments);
        return line;
    }

    /** Returns the name that a user of this module would write, for messages. */
    private String shown(File file) {
        Path base = basedir.toPath().toAbsolutePath().normalize();
        Path path = base.resolve(file.toPath()).normalize();
        return path.startsWith(base) ? base.relativize(path).toString() : path.toString();
    }

    /**
     * Converts the gate's verdict into that of the build.
     *
     * @param exitCode 0, 1 or 3
     */
    void judge(int exitCode, GateReport report) throws MojoFailureException {
        List<String> open = report.withVerdict(Verdict.INCONCLUSIVE);
        report.withVerdict(Verdict.ACCEPTED).forEach(check -> getLog().warn("coldgate: accepted: " + check));
        if (exitCode == 1) {
            violated(summary(report.withVerdict(Verdict.FAIL), "failed", report));
        } else if (exitCode == 3 || failOnInconclusive && !open.isEmpty()) {
            violated(summary(open, "inconclusive", report));
        } else {
            open.forEach(check -> getLog().warn("coldgate: inconclusive: " + check));
        }
    }

    /** Returns a line with the number of these checks, followed by a line for each of them. */
    private String summary(List<String> found, String inWords, GateReport report) {
        String headline = "coldgate: " + found.size() + " of " + report.size() + " checks " + inWords + ", see "
                + shown(outputDirectory);
        return Stream.concat(Stream.of(headline), found.stream()).collect(Collectors.joining("\n  "));
    }

    private void violated(String message) throws MojoFailureException {
        if (failOnViolation) {
            throw new MojoFailureException(message);
        }
        getLog().warn(message);
    }
}
