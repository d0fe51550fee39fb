package io.coldgate.measure;

import com.google.auto.value.AutoBuilder;
import io.coldgate.build.Candidate;
import io.coldgate.build.Event;
import io.coldgate.deploy.Copy;
import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Invocation;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.platform.ColdStartProof;
import io.coldgate.platform.OwnValues;
import io.coldgate.platform.Platform;
import io.coldgate.platform.ProbeReader;
import io.coldgate.platform.WarmProof;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.thresholds.OwnMetric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The starts of one arm of a function: numbers them, invokes the function, and creates a record of each start. */
final class ArmRun {
    /**
     * The number of failures after which all further starts are expected to fail, if no first starts are discarded and
     * no start has succeeded.
     */
    private static final int FAILURES_BEFORE_END = 10;

    private final Arm arm;
    private final Candidate candidate;
    private final List<Copy> copies;
    private final LambdaDriver driver;
    private final Platform platform;
    private final SeriesTally tally;
    private final Optional<TracedCounts> counts;
    private final Optional<FurtherInvocations> furtherInvocations;
    private final Optional<OwnValues> ownValues;
    private final EventDraws draws;
    private final ProbeReader probe = new ProbeReader();
    private final FurtherInvocations.Reader reader = new FurtherInvocations.Reader() {
        @Override
        public ColdStartProof cold(Invocation invocation, Copy copy) throws InterruptedException {
            return read(invocation, copy);
        }

        @Override
        public WarmProof warm(Invocation first, Invocation next, ColdStartProof.Cold start, Copy copy)
                throws InterruptedException {
            WarmProof own = platform.readWarm(next, start, copy.deployment());
            return isProbed() ? ProbeReader.readWarm(first, next, own) : own;
        }
    };
    private int turn;
    private int taken;
    private boolean worked;
    private int lastDiscard;
    private int lastSample;
    private String lastTrouble = "";

    /**
     * The starts of one arm.
     *
     * @param counts counts that only a traced start provides; empty if no check needs them
     * @param further invocations after each start; empty if the file requests none
     * @param draws draws the event of each start, the same for both arms
     */
    ArmRun(
            Arm arm,
            Candidate candidate,
            List<Copy> copies,
            LambdaDriver driver,
            Platform platform,
            SeriesTally tally,
            Optional<TracedCounts> counts,
            Optional<FurtherInvocations> further,
            EventDraws draws) {
        this.arm = arm;
        this.candidate = candidate;
        this.copies = List.copyOf(copies);
        this.driver = driver;
        this.platform = platform;
        this.tally = tally;
        this.counts = counts;
        this.furtherInvocations = further;
        this.draws = draws;
        List<OwnMetric> own = candidate.plan().spec().configuration().metrics();
        this.ownValues = own.isEmpty() ? Optional.empty() : Optional.of(new OwnValues(own));
    }

    static Builder builder() {
        return new AutoBuilder_ArmRun_Builder();
    }

    /** Sets the constructor's parameters one by one. */
    @AutoBuilder
    interface Builder {
        Builder arm(Arm arm);

        Builder candidate(Candidate candidate);

        Builder copies(List<Copy> copies);

        Builder driver(LambdaDriver driver);

        Builder platform(Platform platform);

        Builder tally(SeriesTally tally);

        Builder counts(Optional<TracedCounts> counts);

        Builder further(Optional<FurtherInvocations> further);

        Builder draws(EventDraws draws);

        ArmRun build();
    }

    /** Returns the function's name. */
    String name() {
        return candidate.name();
    }

    /** Returns its deployed copies, which alternate. */
    List<Copy> copies() {
        return copies;
    }

    /** Returns the last problem. */
    String lastTrouble() {
        return lastTrouble;
    }

    Arm arm() {
        return arm;
    }

    /** Returns the copy whose turn it is. */
    Copy nextCopy() {
        Copy next = copies.get(turn);
        turn = (turn + 1) % copies.size();
        return next;
    }

    /** Requests the updates of all copies, so they run while another copy is measured. */
    void updateAhead() throws InterruptedException {
        if (copies.size() > 1) {
            for (Copy copy : copies) {
                copy.beginAhead();
            }
        }
    }

    /**
     * Returns the first starts of a copy that has not had all of them yet, which will be discarded; at most that many.
     */
    List<PlannedStart> firstStarts(int most) {
        int wanted = candidate.plan().spec().sampling().discard();
        for (int i = 0; i < copies.size(); i++) {
            Copy copy = nextCopy();
            int open = Math.min(wanted - copy.discards(), most);
            if (open > 0) {
                return IntStream.rangeClosed(1, open)
                        .mapToObj(n ->
                                new PlannedStart(this, copy, 0, true, lastDiscard + n, draws.ofStart(lastDiscard + n)))
                        .toList();
            }
        }
        return List.of();
    }

    /** Returns the start that follows so many others launched together with it. */
    PlannedStart start(Copy copy, int round, int after) {
        int number = lastSample + 1 + after;
        Event event = round > 0 ? draws.ofRound(round) : draws.ofStart(number);
        return new PlannedStart(this, copy, round, false, number, event);
    }

    /** Takes the traced starts that are needed for so many samples, while nothing is measured. */
    void traceAhead(int samples) throws CallException, InterruptedException {
        if (counts.isPresent()) {
            counts.get().provide(samples);
        }
    }

    /** Invokes; called by several threads at once. */
    Invocation invoke(String name, Event event) throws CallException, InterruptedException {
        return driver.invoke(name, event.body());
    }

    /** Returns what the invocation proves; called by several threads at once. */
    ColdStartProof read(Invocation invocation, Copy copy) throws InterruptedException {
        ColdStartProof own = platform.read(invocation, copy.deployment());
        return isProbed() ? probe.read(invocation, own) : own;
    }

    private boolean isProbed() {
        return candidate.plan().spec().configuration().probe();
    }

    /** Reads the custom metrics of a successful start, and invokes the environment again if requested. */
    FurtherFigures further(PlannedStart planned, String name, Invocation first, ColdStartProof proof)
            throws CallException, InterruptedException {
        if (planned.discard()
                || furtherInvocations.isEmpty() && ownValues.isEmpty()
                || !(proof instanceof ColdStartProof.Cold start)
                || start.failure().isPresent()) {
            return FurtherFigures.NONE;
        }
        FurtherFigures own = ownValues.isEmpty() ? FurtherFigures.NONE : own(ownValues.get(), first, planned.copy());
        return furtherInvocations.isEmpty()
                ? own
                : own.and(furtherInvocations.get().after(planned, name, first, start, reader));
    }

    private FurtherFigures own(OwnValues reported, Invocation first, Copy copy) throws InterruptedException {
        OwnValues.Found found = reported.read(first, () -> platform.log(first, copy.deployment()));
        return FurtherFigures.of(found.values(), Map.of()).and(FurtherFigures.missed(found.missed()));
    }

    /** Returns the record of a proven cold start. */
    ResultsRecord.Attempt record(
            PlannedStart planned, int launch, ColdStartProof.Cold cold, FurtherFigures further, long atMillis) {
        Map<Metric, Double> values = new TreeMap<>();
        Map<Metric, Double> undisturbed = new TreeMap<>(cold.undisturbed());
        values.putAll(cold.values());
        values.putAll(further.values());
        undisturbed.putAll(further.least());
        Map<Metric, List<String>> initialised = Map.of();
        if (!planned.discard() && cold.failure().isEmpty()) {
            TracedCounts.Traced traced = counts.map(TracedCounts::next).orElse(TracedCounts.Traced.NONE);
            values.putAll(traced.most());
            undisturbed.putAll(traced.least());
            initialised = traced.packages();
        }
        Optional<Metric> missing = missingMetric(cold, values, further, planned);
        if (missing.isPresent()) {
            return rejected(
                    launch,
                    atMillis,
                    Rejection.CALL_FAILED,
                    cold.proactive()
                            ? "the platform had begun the init before the call: no "
                                    + missing.get().key()
                            : "the platform reported no " + missing.get().key());
        }
        taken++;
        cold.failure().ifPresentOrElse(failure -> lastTrouble = failure.toString(), () -> worked = true);
        Start start = Start.builder()
                .function(candidate.name())
                .arm(arm)
                .round(planned.round())
                .number(planned.number())
                .atMillis(atMillis)
                .values(values)
                .waitNanos(cold.waitNanos())
                .phases(cold.phases())
                .proof(cold.proof())
                .environment(cold.environment())
                .failure(cold.failure())
                .proactive(cold.proactive())
                .undisturbed(undisturbed)
                .endedAfter(cold.endedAfter())
                .missed(further.missed())
                .payload(planned.event().payload())
                .initialised(initialised)
                .build();
        if (!planned.discard()) {
            lastSample = Math.max(lastSample, planned.number());
            return new ResultsRecord.Sampled(start, launch);
        }
        lastDiscard = Math.max(lastDiscard, planned.number());
        planned.copy().discarded();
        return new ResultsRecord.Discarded(start, launch);
    }

    private Optional<Metric> missingMetric(
            ColdStartProof.Cold cold, Map<Metric, Double> values, FurtherFigures further, PlannedStart planned) {
        return cold.failure().isPresent()
                ? Optional.empty()
                : tally.gate().metrics().stream()
                        .filter(metric -> metric.isOf(planned.event().payload()))
                        .map(Metric::ofAny)
                        .filter(metric ->
                                !values.containsKey(metric) && !further.missed().containsKey(metric))
                        .filter(metric ->
                                !planned.discard() || !metric.isTraced() && !metric.isWarm() && !metric.isOwn())
                        .findFirst();
    }

    /** Returns the record of an attempt that gave no sample. */
    ResultsRecord.Rejected rejected(int launch, long atMillis, Rejection reason, String detail) {
        lastTrouble = detail;
        return new ResultsRecord.Rejected(candidate.name(), atMillis, reason, detail, launch);
    }

    /** Returns whether enough starts were taken to conclude that none works. */
    boolean neverStarted() {
        int first = candidate.plan().spec().sampling().discard() * copies.size();
        return !worked && taken >= (first > 0 ? first : FAILURES_BEFORE_END);
    }
}
