package io.coldgate.forge;

import io.coldgate.report.document.ReportDocument;
import io.coldgate.sample.RunHeader;
import io.coldgate.unit.Printable;
import io.coldgate.unit.RunSeeds;
import io.coldgate.unit.ShellWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The commands that repeat a run, as lines of an indented block of Markdown. */
final class RepeatCommands {
    private static final String USUAL_FILE = "thresholds.yaml";

    /** The largest number of functions in a command; if there are more, the command repeats all functions. */
    private static final int MOST_FUNCTIONS = 10;

    /** The longest word; a file name in an untrusted report may be of any length. */
    private static final int LONGEST_WORD = 400;

    private RepeatCommands() {}

    /**
     * Returns a command for each seed.
     *
     * @param functions whose checks did not pass; empty for none
     */
    static String of(ReportDocument report, List<String> functions) {
        RunSeeds seeds = report.run().seeds();
        boolean whole = functions.isEmpty()
                || functions.size() > MOST_FUNCTIONS && seeds.others().isEmpty();
        if (whole) {
            return command(report, part(report), seeds.first());
        }
        Map<Long, List<String>> bySeed =
                functions.stream().collect(Collectors.groupingBy(seeds::of, LinkedHashMap::new, Collectors.toList()));
        return bySeed.entrySet().stream()
                .map(each -> command(report, " --function " + String.join(",", each.getValue()), each.getKey()))
                .collect(Collectors.joining("\n"));
    }

    private static String command(ReportDocument report, String selected, long seed) {
        String file = report.run().thresholdsFile();
        String platform = report.run().platform();
        boolean withStarts = !platform.equals(RunHeader.NO_PLATFORM);
        return "    coldgate check"
                + (file.equals(USUAL_FILE) ? "" : " -f " + word(file))
                + selected
                + (withStarts ? " --platform " + word(platform) : selected.isEmpty() ? " --results-only" : "")
                + " --seed " + seed;
    }

    private static String part(ReportDocument report) {
        return report.part()
                .map(part -> part.changedSince()
                                .map(ref -> " --changed-since " + word(ref))
                                .orElse("")
                        + (part.shards() > 1 ? " --shard " + part.shard() + "/" + part.shards() : ""))
                .orElse("");
    }

    /** Returns a word without line ends, which would end the block. */
    private static String word(String text) {
        return Printable.escape(ShellWord.of(text), LONGEST_WORD);
    }
}
