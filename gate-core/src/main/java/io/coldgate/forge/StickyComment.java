package io.coldgate.forge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One comment of a pull request, or note of a merge request, that is kept up to date. It is known by its author and a
 * hidden mark in its first line: by the mark alone, anybody could have ours overwrite theirs, or have theirs taken for
 * ours.
 */
public final class StickyComment {
    /** GitHub refuses more; GitLab takes a million, which nobody reads. */
    public static final int LARGEST = 65_536;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final Pattern RUN = Pattern.compile("<!-- coldgate-run:([0-9]{1,18})\\.([0-9]{1,18}) -->");

    private final Comments comments;
    private final String mark;

    /** The treatment of an existing comment. */
    public enum Mode {
        /** It is edited: its place stays. */
        UPDATE,
        /** It is deleted and written anew: it is the last one, and those who watch are told. */
        RECREATE,
        /** It is edited; where there is none and all passed, none is made. */
        ON_FAILURE
    }

    /** The deed that was done. */
    public enum Deed {
        /** There was none. */
        CREATED,
        /** It was edited, or written anew. */
        UPDATED,
        /** It says the same already. */
        UNCHANGED,
        /** A later run wrote it. */
        OUTDATED,
        /** No comment was asked for. */
        NONE
    }

    /**
     * The outcome of a deed.
     *
     * @param deed what was done
     * @param id the comment's number; 0 for none
     */
    public record Outcome(Deed deed, long id) {}

    /**
     * A comment that is there.
     *
     * @param id its number
     * @param body its text, as it was written
     */
    public record Existing(long id, String body) {}

    /** The comments of one pull request or merge request. */
    public interface Comments {
        /** Returns those of our own that begin with the mark, on whatever page, the oldest first. */
        List<Existing> ours(String mark) throws ApiException, InterruptedException;

        /** Makes one, and returns its number. */
        long create(String body) throws ApiException, InterruptedException;

        /** Gives one another text. */
        void edit(long id, String body) throws ApiException, InterruptedException;

        /** Deletes one, which may be gone already. */
        void delete(long id) throws ApiException, InterruptedException;
    }

    /**
     * The comment of that name among them.
     *
     * @throws IllegalArgumentException when the name has other signs than letters, digits, dots, hyphens and
     *     underscores
     */
    public StickyComment(Comments comments, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a comment's name: " + name);
        }
        this.comments = comments;
        this.mark = "<!-- coldgate:" + name + " -->";
    }

    /** Returns whether a comment may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The room that the marks leave for the text, in bytes. */
    public static int room() {
        return LARGEST - 256;
    }

    /**
     * Brings it up to date.
     *
     * @param text of at most {@link #room()} bytes
     * @param passed whether all is well
     * @param run the run of the pipeline: a slow older one does not overwrite a newer one's words
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

    /** An answer may be lost although the comment was made: look before making a second. */
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
