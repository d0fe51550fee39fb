package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenImportTest {
    private static WrittenImport at(int line, String path) {
        return new WrittenImport(path, line);
    }

    @Test
    void findsSingleAndGroupedImportsWithOtherNames() {
        assertThat(WrittenImport.in("""
                        package main

                        import "fmt"
                        import (
                        \t"os"
                        \t_ "example.com/side/effect"
                        \t. "example.com/dot"

                        \tyaml "gopkg.in/yaml.v3"; größe "example.com/b"
                        )
                        import `raw/path`
                        var x = "not/an/import"
                        """))
                .containsExactly(
                        at(3, "fmt"),
                        at(5, "os"),
                        at(6, "example.com/side/effect"),
                        at(7, "example.com/dot"),
                        at(9, "gopkg.in/yaml.v3"),
                        at(9, "example.com/b"),
                        at(11, "raw/path"));
    }

    @Test
    void passesOverComments() {
        assertThat(WrittenImport.in("""
                        //go:build linux
                        /* package fake
                        import "fake" */
                        package /* here */ main // import "example.com/canonical"
                        // import "commented"
                        import /* a
                        b */ "fmt" // "no"
                        /*
                        #include <stdio.h>
                        */
                        import "C"
                        """)).containsExactly(at(7, "fmt"), at(11, "C"));
    }

    @Test
    void aPathOnALineOfItsOwnHasThatLine() {
        assertThat(WrittenImport.in("package a\nimport\n\n  alias\n \"x/y\"\n")).containsExactly(at(5, "x/y"));
        assertThat(WrittenImport.in("\ufeffpackage a\r\nimport (\r\n\"x\"\r\n)\r\n"))
                .containsExactly(at(3, "x"));
        assertThat(WrittenImport.in("package a;import(\"x\";\"y\");import()")).containsExactly(at(1, "x"), at(1, "y"));
    }

    @Test
    void stopsAtTheFirstDeclaration() {
        assertThat(WrittenImport.in("package a\nfunc f() {}\nimport \"late\"\n"))
                .isEmpty();
        assertThat(WrittenImport.in("package a\nvar s = `\nimport \"fmt\"\n`\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "package",
                "import \"x\"",
                "package a import",
                "package a\nimport (",
                "package a\nimport \"x",
                "package a\nimport `x",
                "package a\nimport \"",
                "package a\nimport \"x\\\"\n\"",
                "package a\nimport + \"x\"",
                "package a /*",
            })
    void aBrokenFileHasNone(String source) {
        assertThat(WrittenImport.in(source)).isEmpty();
    }

    @Test
    void keepsWhatStandsBeforeTheMistake() {
        assertThat(WrittenImport.in("package a\nimport (\n\"x\"\n\"y")).containsExactly(at(3, "x"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void anyTextIsReadToAnEnd(long seed) {
        String[] words = {
            "package", " ", "\n", "import", "(", ")", "\"", "`", "/*", "*/", "//", "a", "\\", ";", "\ud83d"
        };
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder("package a\n");
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(words[random.nextInt(words.length)]);
            }
            int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
            assertThat(WrittenImport.in(text.toString())).allMatch(found -> found.line() <= lines);
        }
    }
}
