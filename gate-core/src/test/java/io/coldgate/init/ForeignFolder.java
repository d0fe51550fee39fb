package io.coldgate.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** A folder as somebody else may have it, on a machine that has every program. */
record ForeignFolder(Path path) {
    /** Writes a file, and the folders above it. */
    Path file(String name, String content) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "a folder"));
        return Files.writeString(file, content);
    }

    /** Writes a Go program that serves events. */
    void goProgram(String folder) throws IOException {
        file(folder + "/main.go", """
                package main

                import "github.com/aws/aws-lambda-go/lambda"

                func main() { lambda.Start(func() {}) }
                """);
    }

    Findings find() throws IOException {
        return find(program -> true);
    }

    Findings find(Predicate<String> hasProgram) throws IOException {
        return Discovery.find(path, path, new Host("x86_64", hasProgram));
    }

    FoundFunction function(String name) throws IOException {
        return find().functions().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String build(String name) throws IOException {
        return function(name).code().build().orElseThrow();
    }

    List<String> names() throws IOException {
        return find().functions().stream().map(FoundFunction::name).toList();
    }

    /** Returns why something was left out. */
    String why(String what) throws IOException {
        return find().leftOut().stream()
                .filter(left -> left.what().equals(what))
                .map(Findings.LeftOut::why)
                .findFirst()
                .orElseThrow();
    }
}
