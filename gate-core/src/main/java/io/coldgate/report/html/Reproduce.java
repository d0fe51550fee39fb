package io.coldgate.report.html;

import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Judgement;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.RunHeader;
import io.coldgate.unit.ShellWord;
import io.coldgate.unit.ShortCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The commands that reproduce the run, and its environment. */
final class Reproduce {
    private final Markup out;
    private final Judgement judgement;
    private final List<String> results;

    Reproduce(Markup out, Judgement judgement, List<String> results) {
        this.out = out;
        this.judgement = judgement;
        this.results = results;
    }

    void draw() {
        RunHeader header = judgement.header();
        out.open("section", "id", "reproduce", "aria-labelledby", "reproduce-h");
        out.element("h2", "How to reproduce", "id", "reproduce-h");
        out.element("p", "The verdict again, from the recorded starts alone:");
        command("coldgate judge " + results.stream().map(ShellWord::of).collect(Collectors.joining(" ")) + file());
        again(header);
        out.element("h3", "Made with");
        FactList list = new FactList(out);
        list.open();
        list.fact("Coldgate", header.coldgateVersion());
        if (!isWithoutStarts(header)) {
            list.fact("Platform", header.platform());
        }
        header.commit().ifPresent(commit -> list.fact("Commit checked out", ShortCommit.of(commit)));
        list.fact("Seed", header.seeds().text());
        list.fact("Thresholds", header.thresholdsFile());
        list.fact("SHA-256 of it", header.thresholdsSha256());
        for (Map.Entry<String, String> fact : header.fingerprint().facts().entrySet()) {
            list.fact("Host: " + fact.getKey(), Words.cut(fact.getValue()));
        }
        list.close();
        out.close("section");
    }

    /** Writes the command. Joined shards have a seed each, so no single command reproduces all of them. */
    private void again(RunHeader header) {
        if (!header.seeds().others().isEmpty()) {
            out.element("p", "The measurement again, a function at a time, each with its shard's seed:");
            command(byFunction(header));
            return;
        }
        out.element("p", "The measurement again, with the same order of starts:");
        command("coldgate check" + file() + part(header) + options(header, header.seed()) + words(header.options()));
        if (judgement.build().allSeries().size() > 1) {
            out.element("p", "One function alone:");
            command(byFunction(header));
        }
    }

    private String byFunction(RunHeader header) {
        return judgement.build().allSeries().stream()
                .map(SeriesTally::function)
                .map(name -> "coldgate check" + file() + " --function " + ShellWord.of(name)
                        + options(header, header.seeds().of(name)) + words(withoutFunctions(header.options())))
                .collect(Collectors.joining("\n"));
    }

    private void command(String lines) {
        out.open("pre", "class", "command").element("code", lines).close("pre");
    }

    /** Returns the option that names the file; the default needs none. */
    private String file() {
        String name = judgement.header().thresholdsFile();
        return name.equals("thresholds.yaml") ? "" : " -f " + ShellWord.of(name);
    }

    private static String part(RunHeader header) {
        if (header.part().isEmpty()) {
            return isWithoutStarts(header) ? " --results-only" : "";
        }
        BuildPart part = header.part().get();
        return part.changedSince()
                        .map(ref -> " --changed-since " + ShellWord.of(ref))
                        .orElse("")
                + (part.shards() > 1 ? " --shard " + part.shard() + "/" + part.shards() : "");
    }

    private static String words(List<String> options) {
        return options.stream().map(word -> " " + ShellWord.of(word)).collect(Collectors.joining());
    }

    private static List<String> withoutFunctions(List<String> options) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equals("--function")) {
                i++;
            } else {
                rest.add(options.get(i));
            }
        }
        return rest;
    }

    private static boolean isWithoutStarts(RunHeader header) {
        return header.platform().equals(RunHeader.NO_PLATFORM);
    }

    private static String options(RunHeader header, long seed) {
        return (isWithoutStarts(header) ? "" : " --platform " + ShellWord.of(header.platform()))
                + " --seed " + seed
                + (header.maxSamples().isPresent()
                        ? " --max-samples " + header.maxSamples().getAsInt()
                        : "");
    }
}
