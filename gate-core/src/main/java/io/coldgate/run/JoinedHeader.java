package io.coldgate.run;

import io.coldgate.sample.BuildPart;
import io.coldgate.sample.Fingerprint;
import io.coldgate.sample.RunHeader;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The header of a build that was measured in shards: what the shards have in common, and what is specific to each. */
final class JoinedHeader {
    private JoinedHeader() {}

    /**
     * Joins the headers of a build's shards.
     *
     * @param headers at least one, each of a part of the same build
     * @param results the header of the run that holds the results of other tools
     */
    static RunHeader of(Collection<RunHeader> headers, Optional<RunHeader> results) {
        // A shard that measured something knows the platform and the host; an empty one may not.
        RunHeader like = headers.stream()
                .max(Comparator.comparingInt(header -> header.functions().size()))
                .orElseThrow();
        BuildPart part = like.part().orElseThrow();
        return RunHeader.builder()
                .coldgateVersion(like.coldgateVersion())
                .startedAtMillis(headers.stream()
                        .mapToLong(RunHeader::startedAtMillis)
                        .min()
                        .orElseThrow())
                .platform(like.platform())
                .seed(like.seed())
                .otherSeeds(otherSeeds(headers, like.seed()))
                .thresholdsFile(like.thresholdsFile())
                .thresholdsSha256(like.thresholdsSha256())
                .commit(headers.stream()
                        .flatMap(header -> header.commit().stream())
                        .findFirst())
                .functions(part.functions())
                .maxSamples(like.maxSamples())
                .fingerprint(fingerprint(headers))
                .part(Optional.of(new BuildPart(part.functions(), 1, 1, part.changedSince(), part.unchanged())))
                .stale(stale(headers))
                .tools(results.flatMap(RunHeader::tools))
                .build();
    }

    private static Map<String, String> stale(Collection<RunHeader> headers) {
        Map<String, String> all = new TreeMap<>();
        headers.forEach(header -> all.putAll(header.stale()));
        return all;
    }

    private static Map<String, Long> otherSeeds(Collection<RunHeader> headers, long seed) {
        Map<String, Long> others = new TreeMap<>();
        headers.stream()
                .filter(header -> header.seed() != seed)
                .forEach(header -> header.functions().forEach(function -> others.put(function, header.seed())));
        return others;
    }

    /** Returns the combined fingerprint. Shards may run on different hosts, so every distinct value is shown. */
    private static Fingerprint fingerprint(Collection<RunHeader> headers) {
        Map<String, Set<String>> values = new TreeMap<>();
        headers.forEach(header -> header.fingerprint()
                .facts()
                .forEach((name, value) ->
                        values.computeIfAbsent(name, key -> new TreeSet<>()).add(value)));
        Map<String, String> facts = new TreeMap<>();
        values.forEach((name, all) -> facts.put(name, String.join(" | ", all)));
        return new Fingerprint(facts);
    }
}
