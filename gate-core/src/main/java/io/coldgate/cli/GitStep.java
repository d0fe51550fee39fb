package io.coldgate.cli;

import io.coldgate.cli.option.UnknownWord;
import io.coldgate.run.bisect.GitCode;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command line that is a step of {@code git bisect run}. It is recognised by its words rather than its outcome,
 * because git must not misread the exit code of a command line with a mistake, or of a JVM without memory, either.
 */
final class GitStep {
    /** The option that makes a bisection one step of git's. */
    static final String OPTION = "--step";

    private GitStep() {}

    /** Returns the exit code of a command line whose command ended with the given code. */
    static int exitCode(int code, String... args) {
        return isStep(Arrays.asList(args)) ? GitCode.of(code) : code;
    }

    /** Returns whether a mistake concerns the option itself: git runs such a command line too. */
    static boolean isMeant(ParameterException mistake) {
        return mistake instanceof UnmatchedArgumentException unmatched
                && UnknownWord.meantOption(unmatched).filter(OPTION::equals).isPresent();
    }

    private static boolean isStep(List<String> words) {
        int command = words.indexOf("bisect");
        return command >= 0
                && words.subList(command, words.size()).stream()
                        .anyMatch(word -> word.equals(OPTION) || word.startsWith(OPTION + "="));
    }
}
