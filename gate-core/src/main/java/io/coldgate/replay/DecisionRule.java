package io.coldgate.replay;

/** A tool's method of deciding one function of a build. */
public sealed interface DecisionRule
        permits AllChecks,
                RelativeCheck,
                AbsoluteChecks,
                PointPercentiles,
                MedianOfRounds,
                MeanRatio,
                RankSum,
                HistoryBoundary {
    /** Returns a short name, for machines and the table. */
    String name();

    /** Returns a short description of the rule and its settings. */
    String description();

    /** Decides one function. */
    RuleDecision decide(Trial trial);
}
