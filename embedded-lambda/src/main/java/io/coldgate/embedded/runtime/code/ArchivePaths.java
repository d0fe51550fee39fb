package io.coldgate.embedded.runtime.code;

import io.coldgate.embedded.runtime.code.InvalidArchiveException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths of an archive's entries: refuses names that lead out of its folder, that clash, or that go through a link.
 */
public final class ArchivePaths {
    /** NAME_MAX: a longer name could not be written anyway. */
    private static final int MAX_SEGMENT_BYTES = 255;

    /** PATH_MAX, without the NUL that ends a path. */
    private static final int MAX_PATH_BYTES = 4095;

    private static final int TASK_ROOT_BYTES = "/var/task/".length();

    private final int folderBytes;
    private final Map<String, ArchiveEntry.Kind> taken = new HashMap<>();

    /**
     * The paths of one archive.
     *
     * @param folderBytes length of the path of the folder that will contain the archive's files
     */
    ArchivePaths(int folderBytes) {
        this.folderBytes = folderBytes;
    }

    /**
     * Adds the entry's path.
     *
     * @return the path below the archive's folder, with single slashes; empty for the folder itself
     */
    String take(ArchiveEntry entry) throws InvalidArchiveException {
        List<String> segments = segments(entry.name());
        String path = String.join("/", segments);
        if (segments.isEmpty() && entry.kind() != ArchiveEntry.Kind.FOLDER) {
            throw new InvalidArchiveException(Reason.TRAVERSAL, "entry without a name");
        }
        for (int depth = 1; depth < segments.size(); depth++) {
            String folder = String.join("/", segments.subList(0, depth));
            ArchiveEntry.Kind there = taken.putIfAbsent(folder, ArchiveEntry.Kind.FOLDER);
            if (there != null && there != ArchiveEntry.Kind.FOLDER) {
                throw clash(entry.name());
            }
        }
        ArchiveEntry.Kind there = segments.isEmpty() ? null : taken.putIfAbsent(path, entry.kind());
        if (there != null && (there != ArchiveEntry.Kind.FOLDER || entry.kind() != ArchiveEntry.Kind.FOLDER)) {
            throw clash(entry.name());
        }
        return path;
    }

    /**
     * Checks that a link stays inside. A target that passes <em>through</em> another link is refused, because its text
     * does not show where it leads.
     */
    void checkLink(String path, String target) throws InvalidArchiveException {
        Deque<String> position = new ArrayDeque<>(List.of(path.split("/", -1)));
        position.removeLast();
        String[] steps = target.split("/", -1);
        boolean outside = target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0;
        for (int i = 0; i < steps.length && !outside; i++) {
            if (steps[i].equals("..")) {
                outside = position.pollLast() == null;
            } else if (!steps[i].isEmpty() && !steps[i].equals(".")) {
                position.addLast(steps[i]);
                boolean last = i == steps.length - 1;
                outside = !last && taken.get(String.join("/", position)) == ArchiveEntry.Kind.LINK;
            }
        }
        if (outside) {
            throw new InvalidArchiveException(
                    Reason.UNSAFE_ENTRY,
                    "link " + printable(path) + " leads out of the archive, or through another link");
        }
    }

    private List<String> segments(String name) throws InvalidArchiveException {
        if (name.indexOf('\0') >= 0) {
            throw new InvalidArchiveException(Reason.UNSAFE_ENTRY, "an entry's name holds a NUL");
        }
        if (name.startsWith("/")) {
            throw outside(name);
        }
        var segments = new ArrayList<String>();
        for (String segment : name.split("/", -1)) {
            if (segment.equals("..")) {
                throw outside(name);
            }
            int bytes = bytes(segment);
            if (bytes > MAX_SEGMENT_BYTES) {
                throw tooLong(name, "a part of " + bytes + " bytes; Linux takes " + MAX_SEGMENT_BYTES);
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        requireRoom(name, bytes(String.join("/", segments)));
        return segments;
    }

    private void requireRoom(String name, int bytes) throws InvalidArchiveException {
        if (bytes > MAX_PATH_BYTES - TASK_ROOT_BYTES) {
            throw tooLong(name, bytes + " bytes; below /var/task Linux takes " + (MAX_PATH_BYTES - TASK_ROOT_BYTES));
        }
        int here = MAX_PATH_BYTES - folderBytes - 1;
        if (bytes > here) {
            throw tooLong(
                    name,
                    bytes + " bytes; below this server's work folder the system takes " + here + ": "
                            + Reasons.ANOTHER_FOLDER);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static InvalidArchiveException tooLong(String name, String why) {
        return new InvalidArchiveException(
                Reason.NAME_TOO_LONG, "the name of entry " + printable(name) + " is too long: " + why);
    }

    private static InvalidArchiveException outside(String name) {
        return new InvalidArchiveException(
                Reason.TRAVERSAL, "entry " + printable(name) + " is absolute, or leads out of the archive");
    }

    private static InvalidArchiveException clash(String name) {
        return new InvalidArchiveException(Reason.UNSAFE_ENTRY, "entry " + printable(name) + " is there twice");
    }

    /** Returns a name for a message: short, without control characters. */
    public static String printable(@Nullable String name) {
        String text = name == null ? "" : name.replaceAll("\\p{Cntrl}", "?");
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
