package io.coldgate.sample;

import java.util.Arrays;
import java.util.Optional;

/** Other tools whose results are judged. */
public enum Tool {
    /** Java microbenchmarks, {@code -rf json}. */
    JMH("jmh", true),
    /** Load tests: Gatling's own samples or {@code simulation.log}. */
    GATLING("gatling", false),
    /** Front-end audits: one report per sample. */
    LIGHTHOUSE("lighthouse", true),
    /** Load tests: raw points or a summary. */
    K6("k6", false),
    /**
     * Commands, {@code --export-json}. Without {@code --runs} the number of runs depends on the duration of the first
     * ones.
     */
    HYPERFINE("hyperfine", false),
    /** {@code go test -bench}. */
    GO_BENCH("go-bench", true),
    /** Rust benchmarks, Criterion's folder or messages. The sample size is fixed beforehand. */
    CRITERION("criterion", true),
    /** Python benchmarks, {@code --benchmark-json}. The number of rounds depends on the duration of the first ones. */
    PYTEST_BENCHMARK("pytest-benchmark", false),
    /** Load tests, {@code -l results.jtl}. */
    JMETER("jmeter", false),
    /** Any other tool, in the gate's own plain format. It is unknown how the number of samples was chosen. */
    SAMPLES("samples", false);

    private final String key;
    private final boolean fixedLength;

    Tool(String key, boolean fixedLength) {
        this.key = key;
        this.fixedLength = fixedLength;
    }

    /** Returns the name in files: {@code go-bench}. */
    public String key() {
        return key;
    }

    /** Returns whether the number of samples is fixed before the run, independently of its measurements. */
    public boolean fixedLength() {
        return fixedLength;
    }

    /**
     * Returns whether each sample outside clusters was measured in a process of its own, or equivalently. Samples of
     * one process share its memory layout, its compiler's decisions and the conditions of that time, so they are one
     * run.
     */
    public boolean sampleIsARun() {
        return switch (this) {
            case JMH, LIGHTHOUSE, HYPERFINE, SAMPLES -> true;
            case GATLING, K6, GO_BENCH, CRITERION, PYTEST_BENCHMARK, JMETER -> false;
        };
    }

    /** Returns the tool of that name. */
    public static Optional<Tool> ofKey(String key) {
        return Arrays.stream(values()).filter(tool -> tool.key.equals(key)).findFirst();
    }
}
