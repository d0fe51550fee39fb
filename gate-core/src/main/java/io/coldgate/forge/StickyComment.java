package io.coldgate.forge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One comment of a pull request, or note of a merge request, that is kept up to date. It is identified by its author
 * and a hidden mark in its first line: with the mark alone, anybody could make the gate overwrite their comment, or
 * pass off theirs as the gate's.
 */
public final class StickyComment {
    /** The largest comment: GitHub refuses more; GitLab accepts a million characters, which nobody reads. */
    public static final int LARGEST = 65_536;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final Pattern RUN = Pattern.compile("<!-- coldgate-run:([0-9]{1,18})\\.([0-9]{1,18}) -->");

    private final Comments comments;
    private final String mark;

    /** The treatment of an existing comment. */
    public enum Mode {
        /** It is edited and keeps its place. */
        UPDATE,
        /** It is deleted and written again: it is then the last one, and subscribers are notified. */
        RECREATE,
        /** It is edited; if there is none and all checks passed, none is created. */
        ON_FAILURE
    }

    /** The action that was taken. */
    public enum Deed {
        /** The comment was created. */
        CREATED,
        /** The comment was edited, or written again. */
        UPDATED,
        /** The comment already has this text. */
        UNCHANGED,
        /** A later run has written the comment. */
        OUTDATED,
        /** No comment was requested. */
        NONE
    }

    /**
     * The outcome of writing.
     *
     * @param deed the action that was taken
     * @param id the comment's number; 0 for none
     */
    public record Outcome(Deed deed, long id) {}

    /**
     * An existing comment.
     *
     * @param id its number
     * @param body its text, as written
     */
    public record Existing(long id, String body) {}

    /** The comments of one pull request or merge request. */
    public interface Comments {
        /** Returns our own comments that begin with the mark, from all pages, the oldest first. */
        List<Existing> ours(String mark) throws ApiException, InterruptedException;

        /** Creates a comment, and returns its number. */
        long create(String body) throws ApiException, InterruptedException;

        /** Replaces the text of a comment. */
        void edit(long id, String body) throws ApiException, InterruptedException;

        /** Deletes a comment, which may already be gone. */
        void delete(long id) throws ApiException, InterruptedException;
    }

    /**
     * The comment of that name among them.
     *
     * @throws IllegalArgumentException when the name has characters other than letters, digits, dots, hyphens and
     *     underscores
     */
    public StickyComment(Comments comments, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a comment's name: " + name);
        }
        this.comments = comments;
        this.mark = "<!-- coldgate:" + name + " -->";
    }

    /** Returns whether a comment may have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the space that the marks leave for the text, in bytes. */
    public static int room() {
        return LARGEST - 256;
    }

    /**
     * Updates the comment.
     *
     * @param text the text, of at most {@link #room()} bytes
     * @param passed whether all checks passed
     * @param run the run of the pipeline: a slow older run does not overwrite the text of a newer one
     */
    public Outcome write(String text, boolean passed, Mode mode, CiRun run) throws ApiException, InterruptedException {
        String body = mark + "\n<!-- coldgate-run:" + run.id() + "." + run.attempt() + " -->\n" + text;
        List<Existing> ours = comments.ours(mark);
        if (ours.isEmpty()) {
            return mode == Mode.ON_FAILURE && passed ? new Outcome(Deed.NONE, 0) : create(body);
        }
        Existing existing = ours.get(0);
        if (isOlder(run, existing.body())) {
            return new Outcome(Deed.OUTDATED, existing.id());
        }
        if (existing.body().replace("\r\n", "\n").strip().equals(body.strip())) {
            return new Outcome(Deed.UNCHANGED, existing.id());
        }
        if (mode == Mode.RECREATE) {
            for (Existing each : ours) {
                comments.delete(each.id());
            }
            return new Outcome(Deed.UPDATED, create(body).id());
        }
        comments.edit(existing.id(), body);
        return new Outcome(Deed.UPDATED, existing.id());
    }

    /**
     * Creates a comment. An answer may be lost although the comment was created, so existing ones are checked before a
     * second attempt.
     */
    private Outcome create(String body) throws ApiException, InterruptedException {
        try {
            return new Outcome(Deed.CREATED, comments.create(body));
        } catch (ApiException e) {
            if (e.status() != 0 && e.status() < 500) {
                throw e;
            }
            List<Existing> made = comments.ours(mark);
            return new Outcome(
                    Deed.CREATED,
                    made.isEmpty() ? comments.create(body) : made.get(0).id());
        }
    }

    private static boolean isOlder(CiRun run, String body) {
        Matcher written = RUN.matcher(body.lines().skip(1).findFirst().orElse(""));
        if (!written.matches()) {
            return false;
        }
        long other = Long.parseLong(written.group(1));
        return other > run.id() || other == run.id() && Long.parseLong(written.group(2)) > run.attempt();
    }
}
