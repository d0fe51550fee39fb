package io.coldgate.cli;

import io.coldgate.cli.option.UnknownWord;
import io.coldgate.run.bisect.GitCode;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command line that is a step of {@code git bisect run}. Its words tell, and not what came of them: git must not
 * misread the code of a command line with a mistake, or of a JVM without memory, either.
 */
final class GitStep {
    /** The option that makes a bisection one step of git's. */
    static final String OPTION = "--step";

    private GitStep() {}

    /** Returns what a command line exits with, where that code is what came of it. */
    static int exitCode(int code, String... args) {
        return isStep(Arrays.asList(args)) ? GitCode.of(code) : code;
    }

    /** Returns whether a mistake is in the option itself: git runs such a command line all the same. */
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
