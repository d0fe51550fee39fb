package io.coldgate.measure;

import io.coldgate.build.Candidate;
import io.coldgate.build.Progress;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.ExplainSettings;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.Explanations;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.MetricCheck;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/** The last stage of a run: explains the selected functions when every check is decided. It changes no verdict. */
final class ExplainStage {
    private final ExplainRun run;
    private final ExplainSettings.When when;
    private final Progress progress;
    private final Explanations explanations = new Explanations();

    ExplainStage(ExplainRun run, ExplainSettings.When when, Progress progress) {
        this.run = run;
        this.when = when;
        this.progress = progress;
    }

    /** Receives every record of the run. */
    void accept(ResultsRecord entry) {
        explanations.accept(entry);
    }

    List<Explanation> explanations() {
        return explanations.all();
    }

    /** Explains the selected candidates; reports those for which that is not possible, and why. */
    void explain(List<Candidate> candidates, GateEvaluation build, FunctionRun.Sink sink)
            throws IOException, InterruptedException {
        for (Candidate candidate : candidates) {
            if (isToBeExplained(candidate, build)) {
                try {
                    run.explain(candidate, sink);
                } catch (ExplainRun.FailedException e) {
                    progress.remark(candidate.name() + ": cannot be explained: " + e.getMessage());
                }
            }
        }
    }

    /** Removes everything that was deployed for explanations. */
    List<CleanUpNote> cleanUp() {
        return run.cleanUp();
    }

    private boolean isToBeExplained(Candidate candidate, GateEvaluation build) {
        return switch (when) {
            case NEVER -> false;
            case ALWAYS -> true;
            case FAILED -> build.series(candidate.name()).results().stream().anyMatch(ExplainStage::isFailureOfInit);
        };
    }

    private static boolean isFailureOfInit(CheckResult result) {
        return result.verdict() == Verdict.FAIL
                && result.check() instanceof MetricCheck check
                && check.metric().isOfInit();
    }
}
