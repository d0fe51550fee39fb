package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.github.RenderedOnGitHub;
import io.coldgate.unit.MarkdownText;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files, functions and builds write is text on GitHub and GitLab, and nothing else. */
class ForeignMarkdownTest {
    private static final String[] PIECES = {
        "@octocat",
        "@org/team",
        "#12",
        "owner/repo#1",
        "GH-12",
        "gh-7",
        "JIRA-12",
        "GHSA-jfh8-c2jp-5v3q",
        "CVE-2021-44228",
        "a@b.example",
        "mailto:a@b.example",
        "octocat@0123456789abcdef0123456789abcdef01234567",
        "0123456789abcdef0123456789abcdef01234567",
        "a5c3785",
        "owner/repo@a5c3785",
        "www.evil.example",
        "https://evil.example/x?y=1#z",
        "HTTP://evil.example",
        "ftp://evil.example",
        "://x",
        "[a](https://e.example)",
        "![a](https://e.example/i.png)",
        "<img src=x>",
        "<a href=x>",
        "<!-- x -->",
        "</details>",
        "<https://e.example>",
        ":tada:",
        ":+1:",
        ":100:",
        "$x$",
        "$`x`$",
        "*b*",
        "_i_",
        "~~s~~",
        "`c`",
        "``",
        "|",
        "||",
        "\\",
        "\\`",
        "\\|",
        "&#64;octocat",
        "&commat;x",
        "&#35;12",
        "[^1]",
        "[x]",
        "> q",
        "- l",
        "1. l",
        "# h",
        "---",
        "===",
        "\u200b@octocat",
        "\u00a0#12",
        "x",
        "p95",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\u0000",
        "\u202e",
        "thresholds.yaml:12:7",
        "io.coldgate.unit.Glob",
        "(see",
        "caf\u00e9)",
        "\ud83d\ude00",
        "\ud800"
    };

    @TempDir
    private Path folder;

    private static void requireTextOnly(String foreign) {
        String escaped = MarkdownText.escape(foreign);
        new RenderedOnGitHub("Before " + escaped + " after\n").requireTextOnly().requireLinksTo("none");
        RenderedOnGitHub table =
                new RenderedOnGitHub("| a | b |\n|---|---|\n| x | " + escaped + " |\n").requireTextOnly();
        assertThat(table.requireLinksTo("none").cells()).as(escaped).containsExactly(2, 2);
        new RenderedOnGitHub("- **" + escaped + "**: x\n").requireTextOnly().requireLinksTo("none");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @Tag("slow")
    void ofAnyMixtureOfMarksIsTextOnly(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 1500; round++) {
            StringBuilder foreign = new StringBuilder();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                foreign.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                requireTextOnly(foreign.toString());
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": \"" + foreign + "\"", e);
            }
        }
    }

    @Test
    void isReadAsItWasWritten() {
        RenderedOnGitHub seen =
                new RenderedOnGitHub(MarkdownText.escape("ask @bob, see #12 & a*b_c [x](y) <z> `q` 1|2"));
        assertThat(seen.texts()).containsExactly("ask \u25a1 see \u25a1 & a*b_c [x](y) <z> `q` 1|2");
        assertThat(seen.codes()).containsExactly("@bob,", "#12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!12", "group/project!12", "~bug", "&12", "group&12", "%12", "%v1.0", "%\"next"})
    void isNoReferenceOfGitLabs(String reference) {
        RenderedOnGitHub seen = new RenderedOnGitHub(MarkdownText.escape("see " + reference + " now, 5 % & more!"));
        assertThat(seen.codes()).containsExactly(reference);
        assertThat(seen.texts()).containsExactly("see \u25a1 now, 5 % & more!");
    }

    @Test
    void ofAHostileRunIsTextOnlyInTheSummary() {
        new RenderedOnGitHub(MarkdownSummary.render(Judgements.hostile(folder)))
                .requireTextOnly()
                .requireLinksTo("none");
        new RenderedOnGitHub(MarkdownSummary.render(ExplainedJudgements.hostile(folder)))
                .requireTextOnly()
                .requireLinksTo("none");
        new RenderedOnGitHub(MarkdownSummary.render(Judgements.ofEverything(folder)))
                .requireTextOnly()
                .requireLinksTo("none");
    }
}
