package io.coldgate.artifact;

import java.util.List;
import java.util.Optional;

/**
 * Facts about one executable file.
 *
 * @param name its path in the archive, safe to print
 * @param bytes its size
 * @param format what kind of file it is
 * @param architecture Lambda's name of its processor ({@code x86_64}, {@code arm64}), another name, or empty for a
 *     script or an unreadable file
 * @param stripped whether it has neither a symbol table nor debug information; false for other than ELF files
 * @param staticallyLinked whether it needs neither an interpreter nor a library; false for other than ELF files
 * @param interpreter the dynamic loader that it requires, or a script's first line after {@code #!}
 * @param neededLibraries names of the shared libraries that it requires
 * @param hasDebugInfo whether it has DWARF sections
 * @param go how Go built it, if Go did
 * @param problem why it could not be read completely, if so; one line
 */
public record ExecutableFacts(
        String name,
        long bytes,
        Format format,
        Optional<String> architecture,
        boolean stripped,
        boolean staticallyLinked,
        Optional<String> interpreter,
        List<String> neededLibraries,
        boolean hasDebugInfo,
        Optional<GoBuild> go,
        Optional<String> problem) {
    /** Kinds of executable files. */
    public enum Format {
        /** A Linux program, which Lambda can start. */
        ELF_PROGRAM,
        /** A Linux shared library or plug-in. */
        ELF_LIBRARY,
        /** A script that starts with {@code #!}. */
        SCRIPT,
        /** Built for macOS; Lambda cannot start it. */
        MACH_O,
        /** Built for Windows; Lambda cannot start it. */
        WINDOWS,
        /** Named {@code bootstrap}, but none of these. */
        UNKNOWN
    }

    /** Copies the list. */
    public ExecutableFacts {
        neededLibraries = List.copyOf(neededLibraries);
    }

    /** Returns whether it is an ELF file; only such files can be stripped or statically linked. */
    public boolean isElf() {
        return format == Format.ELF_PROGRAM || format == Format.ELF_LIBRARY;
    }

    static ExecutableFacts plain(String name, long bytes, Format format, Optional<String> interpreter) {
        return new ExecutableFacts(
                name,
                bytes,
                format,
                Optional.empty(),
                false,
                false,
                interpreter,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
