package io.coldgate.report;

import io.coldgate.sample.BuildPart;
import io.coldgate.sample.RunHeader;
import io.coldgate.unit.Printable;
import java.util.Optional;

/** The note on a run that is not the whole file: why functions are missing. */
public final class PartText {
    private static final int LONGEST_REF = 200;

    private PartText() {}

    /** Returns one or two sentences; empty when there is nothing to say. */
    public static Optional<String> of(RunHeader header, BuildPart part) {
        StringBuilder text = new StringBuilder();
        part.changedSince().ifPresent(ref -> {
            String since = "since " + Printable.escape(ref, LONGEST_REF);
            int functions = part.functions().size();
            text.append(
                    functions == 0
                            ? "No function's inputs changed " + since + ": nothing was measured."
                            : "Only functions with inputs that changed " + since + " were measured: " + functions
                                    + ".");
        });
        if (part.shards() > 1) {
            text.append(text.length() > 0 ? " " : "")
                    .append("Shard ")
                    .append(part.shard())
                    .append(" of ")
                    .append(part.shards())
                    .append(": ")
                    .append(header.functions().size())
                    .append(" of ")
                    .append(part.functions().size())
                    .append(" functions; the verdict of the build is that of all shards.");
        }
        return text.length() > 0 ? Optional.of(text.toString()) : Optional.empty();
    }
}
