package io.coldgate.report.html;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.artifact.ImageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The section on a function's package. */
final class PackageFacts {
    /** The number of executables listed: nobody reads a list of hundreds of libraries. */
    private static final int MOST_EXECUTABLES = 12;

    private final Markup out;

    PackageFacts(Markup out) {
        this.out = out;
    }

    void draw(ArtifactFacts facts, String codeSha256) {
        FactList list = new FactList(out);
        list.open();
        if (facts.image().isPresent()) {
            image(list, facts.image().get());
            list.close();
            return;
        }
        list.fact("Zip", Words.size(facts.zipBytes()));
        list.fact("Unzipped", Words.size(facts.unzippedBytes()));
        list.fact("Files", String.format(Locale.ROOT, "%,d", facts.files()));
        facts.layers()
                .forEach(layer -> list.fact(
                        "Layer " + Words.cut(layer.name()),
                        Words.size(layer.zipBytes()) + ", unzipped " + Words.size(layer.unzippedBytes())));
        if (!codeSha256.isEmpty()) {
            list.fact("SHA-256, base64", Words.cut(codeSha256));
        }
        list.close();
        if (facts.executables().isEmpty()) {
            return;
        }
        out.open("ul", "class", "executables");
        facts.executables().stream().limit(MOST_EXECUTABLES).forEach(this::executable);
        int more = facts.executables().size() - MOST_EXECUTABLES;
        if (more > 0) {
            out.element("li", "and " + more + " more");
        }
        out.close("ul");
    }

    private static void image(FactList list, ImageFacts image) {
        list.fact("Image, compressed", Words.size(image.compressedBytes()));
        list.fact("Unpacked", Words.size(image.unpackedBytes()));
        list.fact("Layers", String.format(Locale.ROOT, "%,d", image.layers()));
        list.fact("Entry point", Words.cut(String.join(" ", image.entryPoint())));
        list.fact("Architecture", Words.cut(image.architecture()));
    }

    private void executable(ExecutableFacts file) {
        List<String> words = new ArrayList<>();
        words.add(Words.size(file.bytes()));
        words.add(
                file.format().name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("elf", "ELF"));
        file.architecture().ifPresent(words::add);
        if (file.isElf()) {
            words.add(file.stripped() ? "stripped" : "not stripped");
            words.add(file.staticallyLinked() ? "static" : "dynamically linked");
        }
        file.go().ifPresent(go -> words.add("built by " + go.version()));
        file.problem().ifPresent(problem -> words.add("not read completely: " + problem));
        out.open("li").element("code", Words.cut(file.name()));
        out.element("span", " " + Words.cut(String.join(", ", words))).close("li");
    }
}
