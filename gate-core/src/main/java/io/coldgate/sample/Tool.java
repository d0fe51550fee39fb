package io.coldgate.sample;

import java.util.Arrays;
import java.util.Optional;

/** Other tools whose results are judged. */
public enum Tool {
    /** Java microbenchmarks, {@code -rf json}. */
    JMH("jmh", true),
    /** Load tests: own samples or {@code simulation.log}. */
    GATLING("gatling", false),
    /** Front-end audits: one report a sample. */
    LIGHTHOUSE("lighthouse", true),
    /** Load tests: raw points or a summary. */
    K6("k6", false),
    /**
     * Commands, {@code --export-json}. Without {@code --runs} it chooses the number of runs by how long the first ones
     * took.
     */
    HYPERFINE("hyperfine", false),
    /** {@code go test -bench}. */
    GO_BENCH("go-bench", true),
    /** Rust benchmarks, Criterion's folder or messages: its sample size is set beforehand. */
    CRITERION("criterion", true),
    /** Python benchmarks, {@code --benchmark-json}. The number of rounds follows from how long the first ones took. */
    PYTEST_BENCHMARK("pytest-benchmark", false),
    /** Load tests, {@code -l results.jtl}. */
    JMETER("jmeter", false),
    /** Whatever else: the gate's own plain format. Nothing says how the number of samples was chosen. */
    SAMPLES("samples", false);

    private final String key;
    private final boolean fixedLength;

    Tool(String key, boolean fixedLength) {
        this.key = key;
        this.fixedLength = fixedLength;
    }

    /** The name in files: {@code go-bench}. */
    public String key() {
        return key;
    }

    /** Returns whether the number of samples is chosen before it runs, and not by what it measures. */
    public boolean fixedLength() {
        return fixedLength;
    }

    /**
     * Returns whether each sample that is in no cluster was measured by a process of its own, or as good as that. The
     * samples of one process share its memory layout, its compiler's choices and its minutes: they are one run.
     */
    public boolean sampleIsARun() {
        return switch (this) {
            case JMH, LIGHTHOUSE, HYPERFINE, SAMPLES -> true;
            case GATLING, K6, GO_BENCH, CRITERION, PYTEST_BENCHMARK, JMETER -> false;
        };
    }

    /** The tool of that name. */
    public static Optional<Tool> ofKey(String key) {
        return Arrays.stream(values()).filter(tool -> tool.key.equals(key)).findFirst();
    }
}
