package io.coldgate.run;

import io.coldgate.sample.RunKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The default folder of a run's files. */
public final class UsualFolder {
    private static final String PLAIN = "coldgate-out";
    private static final String OF_MAVEN = "target/coldgate";

    private static final String SWEEP = "sweep";
    private static final String CALIBRATION = "calibrate";
    private static final String EXPLANATION = "explain";

    private static final String BISECTION = "bisect";
    private static final String CANARY = "canary";

    /** The folders of other kinds of runs within the folder of a check, named after their commands. */
    static final List<String> OF_OTHER_KINDS = List.of(SWEEP, CALIBRATION, EXPLANATION, BISECTION, CANARY);

    /** The size limit of a thresholds file: one megabyte. */
    private static final int LARGEST_FILE = 1 << 20;

    private UsualFolder() {}

    /**
     * Returns the folder of a check: beside the thresholds file {@code target/coldgate} where there is a pom.xml, else
     * {@code coldgate-out}. A project that already uses {@code coldgate-out}, on disk or in the file, keeps it when it
     * gets a pom.xml.
     */
    public static Path of(Path thresholdsFile) {
        return of(thresholdsFile, () -> text(thresholdsFile));
    }

    /** Returns the folder for a file that is not written yet. */
    static Path of(Path thresholdsFile, String text, RunKind kind) {
        return within(of(thresholdsFile, () -> text), kind);
    }

    private static Path of(Path thresholdsFile, Supplier<String> text) {
        Path parent = thresholdsFile.getParent();
        Path beside = parent == null ? Path.of("") : parent;
        Path plain = beside.resolve(PLAIN);
        boolean maven = Files.exists(beside.resolve("pom.xml"))
                && !Files.isDirectory(plain)
                // init may have written packages into the plain folder.
                && !text.get().contains(PLAIN + "/");
        return maven ? beside.resolve(OF_MAVEN) : plain;
    }

    /**
     * Returns the folder of a kind of run. Every kind but a check has a folder of its own, so it does not replace a
     * check's results and reports.
     */
    static Path of(Path thresholdsFile, RunKind kind) {
        return within(of(thresholdsFile), kind);
    }

    /** Returns the folder of a bisection, which contains folders of its own runs. */
    public static Path ofBisection(Path thresholdsFile) {
        return of(thresholdsFile).resolve(BISECTION);
    }

    /** Returns the folder of a canary. */
    public static Path ofCanary(Path thresholdsFile) {
        return of(thresholdsFile).resolve(CANARY);
    }

    /** Returns the folder of checks that contains this folder of another kind of run; empty for any other folder. */
    static Optional<Path> ofChecksAbove(Path folder) {
        boolean other = OF_OTHER_KINDS.contains(String.valueOf(folder.getFileName()));
        return Optional.ofNullable(folder.getParent())
                .filter(above -> other && (above.endsWith(PLAIN) || above.endsWith(OF_MAVEN)));
    }

    private static Path within(Path folder, RunKind kind) {
        return switch (kind) {
            case CHECK -> folder;
            case SWEEP -> folder.resolve(SWEEP);
            case CALIBRATION -> folder.resolve(CALIBRATION);
            case EXPLANATION -> folder.resolve(EXPLANATION);
        };
    }

    private static String text(Path thresholdsFile) {
        try (InputStream in = Files.newInputStream(thresholdsFile)) {
            return new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // A mistake in the file is reported when it is read for its checks.
            return "";
        }
    }
}
