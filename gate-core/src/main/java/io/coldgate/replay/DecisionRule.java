package io.coldgate.replay;

/** A tool's way to decide one function of a build. */
public sealed interface DecisionRule
        permits AllChecks,
                RelativeCheck,
                AbsoluteChecks,
                PointPercentiles,
                MedianOfRounds,
                MeanRatio,
                RankSum,
                HistoryBoundary {
    /** A short name, for machines and the table. */
    String name();

    /** The rule with its settings in a few words. */
    String description();

    /** Decides one function. */
    RuleDecision decide(Trial trial);
}
