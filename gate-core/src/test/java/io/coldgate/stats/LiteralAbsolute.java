package io.coldgate.stats;

import java.util.Arrays;

/**
 * The absolute rule written down literally, step by step and without a thought for speed, to hold the real one against:
 * every sum is recomputed, every path counted, every later n tried.
 */
final class LiteralAbsolute {
    private static final double[] FAIL_ODDS = {2, 4, 16, 256};
    private static final double[] FAIL_WEIGHTS = {.25, .25, .25, .25};
    private static final double[] PASS_ODDS = {0, .25, .5};
    private static final double[] PASS_WEIGHTS = {.5, .25, .25};

    private final AbsoluteRule rule;
    private final int[] lastLook;

    LiteralAbsolute(AbsoluteRule rule) {
        this.rule = rule;
        this.lastLook = new int[] {failAtTheCap(), passAtTheCap()};
    }

    /** With a last look that is already known. */
    LiteralAbsolute(AbsoluteRule rule, int[] lastLook) {
        this.rule = rule;
        this.lastLook = lastLook.clone();
    }

    record Result(Outcome outcome, Reason reason, int n, double logFail, double logPass) {}

    Result run(double[] samples) {
        Result result = new Result(Outcome.UNDECIDED, Reason.NONE, 0, 0, 0);
        for (int n = 1; n <= samples.length && result.outcome() == Outcome.UNDECIDED; n++) {
            result = look(Arrays.copyOf(samples, n));
        }
        return result;
    }

    private Result look(double[] x) {
        int n = x.length;
        int s = over(x, rule.budget());
        int tolerated = over(x, rule.budget() * (1 + rule.tolerance()));
        double tauFail = rule.guard() && !farFromAll(x, rule.budget()) ? tau(x) : 1;
        double tau = rule.guard() && !farFromAll(x, rule.budget() * (1 + rule.tolerance())) ? tau(x) : 1;
        double fail = guarded(n, s) / tauFail;
        double pass = logE(n, tolerated, 1 - rule.p(), PASS_ODDS, PASS_WEIGHTS) / tau;
        if (n >= 10 && fail >= failThreshold()) {
            return new Result(Outcome.FAIL, Reason.EVIDENCE, n, fail, pass);
        }
        if (n >= 10 && pass >= passThreshold()) {
            return new Result(Outcome.PASS, Reason.EVIDENCE, n, fail, pass);
        }
        if (n == rule.maxSamples()) {
            if (tauFail == 1 && s >= lastLook[0]) {
                return new Result(Outcome.FAIL, Reason.LAST_LOOK, n, fail, pass);
            }
            boolean within = tau == 1 && tolerated <= lastLook[1];
            return within
                    ? new Result(Outcome.PASS, Reason.LAST_LOOK, n, fail, pass)
                    : new Result(Outcome.INCONCLUSIVE, Reason.MAX_SAMPLES, n, fail, pass);
        }
        return outOfReach(n, s, tolerated)
                ? new Result(Outcome.INCONCLUSIVE, Reason.OUT_OF_REACH, n, fail, pass)
                : new Result(Outcome.UNDECIDED, Reason.NONE, n, fail, pass);
    }

    private boolean outOfReach(int n, int s, int tolerated) {
        if (tolerated <= lastLook[1] || s + rule.maxSamples() - n >= lastLook[0]) {
            return false;
        }
        for (int k = Math.max(10, n + 1); k <= rule.maxSamples(); k++) {
            if (passes(k, tolerated) || guarded(k, s + k - n) >= failThreshold()) {
                return false;
            }
        }
        return true;
    }

    private boolean passes(int n, int s) {
        return logE(n, s, 1 - rule.p(), PASS_ODDS, PASS_WEIGHTS) >= passThreshold();
    }

    private double failThreshold() {
        return Math.log(1 / rule.falseAlarm()) - 1e-9;
    }

    private double passThreshold() {
        return Math.log(1 / rule.missed()) - 1e-9;
    }

    private double guarded(int n, int s) {
        double plain = logE(n, s, 1 - rule.p(), FAIL_ODDS, FAIL_WEIGHTS);
        boolean tooShort = n > 1 && 1 - 1.0 / n < rule.p();
        return tooShort ? Math.min(plain, logE(n, s, 1.0 / n, FAIL_ODDS, FAIL_WEIGHTS)) : plain;
    }

    static double logE(int n, int s, double t0, double[] odds, double[] weights) {
        double sum = 0;
        for (int k = 0; k < odds.length; k++) {
            double t = t0 * odds[k] / (1 - t0 + t0 * odds[k]);
            sum += weights[k] * Math.pow(t / t0, s) * Math.pow((1 - t) / (1 - t0), n - s);
        }
        return Math.log(sum);
    }

    static int over(double[] x, double limit) {
        return (int) Arrays.stream(x).filter(v -> v > limit).count();
    }

    private static boolean farFromAll(double[] x, double limit) {
        double least = Arrays.stream(x).min().orElseThrow();
        double greatest = Arrays.stream(x).max().orElseThrow();
        return limit - greatest > 5 * (greatest - least) || least - limit > 5 * (greatest - least);
    }

    static double tau(double[] x) {
        double lag1 = lag1(x);
        if (x.length < 10 || lag1 <= 1.645 / Math.sqrt(x.length)) {
            return 1;
        }
        return (1 + Math.min(lag1, .95)) / (1 - Math.min(lag1, .95));
    }

    static double lag1(double[] x) {
        int n = x.length;
        double[] rank = new double[n];
        for (int i = 0; i < n; i++) {
            rank[i] = .5;
            for (double other : x) {
                rank[i] += other < x[i] ? 1 : other == x[i] ? .5 : 0;
            }
        }
        double mean = Arrays.stream(rank).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            products += i == 0 ? 0 : (rank[i] - mean) * (rank[i - 1] - mean);
            squares += (rank[i] - mean) * (rank[i] - mean);
        }
        return squares == 0 ? 0 : products / squares + 1.0 / n;
    }

    private int failAtTheCap() {
        double[] q = {1};
        double spent = 0;
        for (int n = 1; n <= rule.maxSamples(); n++) {
            q = convolve(q);
            for (int s = 0; s <= n && n >= 10; s++) {
                if (guarded(n, s) >= failThreshold()) {
                    spent += q[s];
                    q[s] = 0;
                }
            }
        }
        int s = rule.maxSamples() + 1;
        while (s > 0 && spent + q[s - 1] <= rule.falseAlarm()) {
            spent += q[--s];
        }
        return s;
    }

    private int passAtTheCap() {
        double[] q = {1};
        double spent = 0;
        for (int n = 1; n <= rule.maxSamples(); n++) {
            q = convolve(q);
            for (int s = 0; s <= n && n >= 10; s++) {
                if (passes(n, s)) {
                    spent += q[s];
                    q[s] = 0;
                }
            }
        }
        int s = -1;
        while (s < rule.maxSamples() && spent + q[s + 1] <= rule.missed()) {
            spent += q[++s];
        }
        return s;
    }

    int[] lastLook() {
        return lastLook.clone();
    }

    private double[] convolve(double[] q) {
        double[] next = new double[q.length + 1];
        for (int s = 0; s < q.length; s++) {
            next[s] += q[s] * rule.p();
            next[s + 1] += q[s] * (1 - rule.p());
        }
        return next;
    }
}
