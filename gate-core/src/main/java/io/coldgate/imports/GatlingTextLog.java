package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * {@code simulation.log} before 3.13: lines of tab-separated words, with times in milliseconds since the epoch. The
 * message of a KO or an error may have line breaks; its further lines are not records.
 */
final class GatlingTextLog {
    private static final int RUN_WORDS = 6;
    private static final int REQUEST_WORDS = 7;
    private static final Set<String> KINDS = Set.of("RUN", "REQUEST", "USER", "ERROR", "ASSERTION", "GROUP");

    private final GatlingRequests requests;
    private final Draft draft;
    private boolean known;

    /** Says whether the previous record ends with a message, which may continue. */
    private boolean inMessage;

    GatlingTextLog(GatlingRequests requests, Draft draft) {
        this.requests = requests;
        this.draft = draft;
    }

    void read(Path file) throws ImportException, IOException {
        Lines.read(file, (text, number) -> line(text.split("\t", -1)));
        if (!known) {
            throw new ImportException(JsonDocument.name(file) + ": not a log of Gatling: no line RUN");
        }
    }

    private void line(String[] words) throws ImportException {
        if (!known && !words[0].equals("RUN") && !words[0].equals("ASSERTION")) {
            throw new ImportException("not a log of Gatling: a line before RUN: " + Printable.quote(words[0]));
        }
        if (inMessage && !KINDS.contains(words[0])) {
            return;
        }
        requireOneRecord(words);
        inMessage = words[0].equals("ERROR") || words[0].equals("REQUEST") && words.length > 5 && words[5].equals("KO");
        switch (words[0]) {
            case "RUN" -> {
                require(words, RUN_WORDS);
                GatlingVersions.require(words[5].strip(), GatlingVersions.TEXT);
                draft.fact("gatling", words[5].strip());
                draft.fact("simulation", words[1]);
                requests.simulation(words[1]);
                known = true;
            }
            case "REQUEST" -> {
                require(words, REQUEST_WORDS);
                if (words.length > REQUEST_WORDS && words[5].equals("OK")) {
                    throw new ImportException("OK with " + words.length + " words of " + REQUEST_WORDS
                            + ": more than one record in a line");
                }
                String groups = words[1].isEmpty() ? "" : words[1].replace(',', '/') + "/";
                requests.add(groups + words[2], time(words[3]), time(words[4]), isOk(words[5]));
            }
            case "USER" -> {
                require(words, 4);
                requests.user(words[2].equals("START"));
            }
            case "ERROR" -> {
                require(words, 3);
                requests.error(words[1]);
            }
            case "ASSERTION", "GROUP" -> {}
            default -> throw new ImportException("a line of unknown kind: " + Printable.quote(words[0]));
        }
    }

    /** Refuses a line with two records: if a line end was lost, the next record is attached to the last word. */
    private static void requireOneRecord(String[] words) throws ImportException {
        for (int i = 1; i < words.length; i++) {
            if (words[i].endsWith("REQUEST") && words.length - i >= REQUEST_WORDS) {
                throw new ImportException("more than one record in a line: " + Printable.quote(words[i]));
            }
        }
    }

    private static boolean isOk(String word) throws ImportException {
        if (!word.equals("OK") && !word.equals("KO")) {
            throw new ImportException("neither OK nor KO: " + Printable.quote(word));
        }
        return word.equals("OK");
    }

    private static void require(String[] words, int least) throws ImportException {
        if (words.length < least) {
            throw new ImportException(words[0] + " with " + words.length + " words of " + least);
        }
    }

    private static long time(String word) throws ImportException {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new ImportException("not a time in milliseconds: " + Printable.quote(word));
        }
    }
}
