package io.coldgate.sample;

import io.coldgate.unit.Printable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that records are in the order in which a run writes them and that each start occurs once. Any other file was
 * modified: a repeated start would count twice, and a removed start would go unnoticed.
 */
final class RecordOrder {
    /**
     * The part of a proof that identifies a process while it runs. Process ids are reused, but not within a
     * millisecond.
     */
    private static final Pattern PROCESS = Pattern.compile(".*\\bprocess \\d+\\b.*", Pattern.DOTALL);

    private static final int LONGEST_NAME = 80;

    private final Set<String> environments = new HashSet<>();
    /** The proofs so far, each with whether it names the environment of its start. */
    private final Map<String, Boolean> proofs = new HashMap<>();

    private final Set<String> processes = new HashSet<>();
    private final Map<String, StartOrder> series = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    private final Set<String> identical = new HashSet<>();
    private @Nullable Set<String> functions;
    private boolean measuring;
    private boolean ended;

    /**
     * Checks the next record.
     *
     * @throws IllegalArgumentException when no run writes it in this place
     */
    void accept(ResultsRecord entry) {
        if (ended) {
            throw new IllegalArgumentException("a record after the end");
        }
        if (entry instanceof ResultsRecord.Run run) {
            functions = Set.copyOf(run.header().functions());
            requireEach(run.header());
        } else if (entry instanceof ResultsRecord.Imported
                || entry instanceof ResultsRecord.ImportedSeries
                || entry instanceof ResultsRecord.ImportedValues) {
            if (measuring) {
                throw new IllegalArgumentException("results of other tools after what was measured");
            }
        } else if (entry instanceof ResultsRecord.End) {
            ended = true;
        } else {
            measuring = true;
            ofFunction(entry);
        }
    }

    /** Returns whether the last record was the end. */
    boolean hasEnded() {
        return ended;
    }

    private static void requireEach(RunHeader header) {
        if (new HashSet<>(header.functions()).size() < header.functions().size()) {
            throw new IllegalArgumentException("a function twice in \"functions\"");
        }
    }

    private void ofFunction(ResultsRecord entry) {
        if (entry instanceof ResultsRecord.Artifact artifact) {
            StartOrder of = of(artifact.function());
            if (!packages.add(artifact.function())) {
                throw new IllegalArgumentException(named(artifact.function()) + "its package a second time");
            }
            of.requireUnstarted();
        } else if (entry instanceof ResultsRecord.Identical same) {
            StartOrder of = of(same.function());
            if (!identical.add(same.function())) {
                throw new IllegalArgumentException(
                        named(same.function()) + "that its baseline is identical a second time");
            }
            of.requireUnstarted();
            of.requireOpen();
        } else if (entry instanceof ResultsRecord.Deployed deployed) {
            of(deployed.function()).requireOpen();
        } else if (entry instanceof ResultsRecord.SeriesEnded over) {
            of(over.function()).end();
        } else if (entry instanceof ResultsRecord.Explained explained) {
            of(explained.start().function());
        } else if (entry instanceof ResultsRecord.Built built) {
            of(built.build().function());
        } else if (entry instanceof ResultsRecord.TriedWith tried) {
            of(tried.function());
        } else if (entry instanceof ResultsRecord.ImportFound imported) {
            of(imported.found().function());
        } else if (entry instanceof ResultsRecord.Attempt attempt) {
            StartOrder of = of(attempt.function());
            of.launched(attempt.launch());
            if (attempt instanceof ResultsRecord.Sampled sampled) {
                of.started(sampled.start(), false, sampled.launch());
                once(sampled.start());
            } else if (attempt instanceof ResultsRecord.Discarded discarded) {
                of.started(discarded.start(), true, discarded.launch());
                once(discarded.start());
            } else if (!(attempt instanceof ResultsRecord.Rejected)) {
                throw new IllegalStateException("an attempt of no order: " + attempt);
            }
        } else {
            throw new IllegalStateException("a record of no function: " + entry);
        }
    }

    private void requireAlone(Start start) {
        if (start.arm() == Arm.BASELINE && identical.contains(start.function())) {
            throw new IllegalArgumentException(
                    named(start.function()) + "a start of its baseline, which is identical and was not measured");
        }
    }

    private StartOrder of(String function) {
        // A header without functions is refused when the file is judged.
        if (functions != null && !functions.isEmpty() && !functions.contains(function)) {
            throw new IllegalArgumentException(Printable.quote(function) + " is not among the functions of the header");
        }
        return series.computeIfAbsent(function, name -> new StartOrder(named(name)));
    }

    /** Requires that every start has an environment and a proof of its own. */
    private void once(Start start) {
        requireAlone(start);
        String which = named(start.function()) + "start " + start.number();
        if (!environments.add(start.environment())) {
            throw new IllegalArgumentException(which + ": a start of environment "
                    + Printable.quote(start.environment()) + " is there already: one start is one record");
        }
        boolean namesIt = (" " + start.proof().replace(',', ' ') + " ").contains(" " + start.environment() + " ");
        Boolean before = proofs.putIfAbsent(start.proof(), namesIt);
        boolean again = before != null && (before || namesIt);
        boolean sameProcess =
                PROCESS.matcher(start.proof()).matches() && !processes.add(start.atMillis() + " " + start.proof());
        if (again || sameProcess) {
            throw new IllegalArgumentException(which + ": its proof " + Printable.quote(start.proof())
                    + " is that of another start: one start is one record");
        }
    }

    private static String named(String function) {
        return Printable.escape(function, LONGEST_NAME) + ": ";
    }
}
