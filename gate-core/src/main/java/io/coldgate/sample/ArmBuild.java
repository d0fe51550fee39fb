package io.coldgate.sample;

import java.util.Map;

/**
 * The build of an arm's program, as far as explanations need it.
 *
 * @param function the function's name in the thresholds file
 * @param arm the arm
 * @param language the language and its version, such as {@code go1.26.1}; empty when not known
 * @param mainPackage the program's import path; empty when not known
 * @param mainModule the module of the program; empty when not known
 * @param settings settings of its build that can change the time of a start, by their names, such as {@code -race} and
 *     {@code CGO_ENABLED}; empty when not known
 * @param modules versions of the other modules, by path
 * @param stripped whether symbols and debug information are missing
 * @param packed whether it unpacks itself at start, like a program packed by UPX
 * @param files number of files in its package
 * @param unzippedBytes size of its package, unzipped
 * @param sources folders of its sources, relative to the repository, by the name that the build gives them: a module's,
 *     or the absolute path of the repository; empty when not known
 */
public record ArmBuild(
        String function,
        Arm arm,
        String language,
        String mainPackage,
        String mainModule,
        Map<String, String> settings,
        Map<String, String> modules,
        boolean stripped,
        boolean packed,
        int files,
        long unzippedBytes,
        Map<String, String> sources) {
    /** The setting that has the build tags. */
    public static final String TAGS = "-tags";

    /** Copies the maps. */
    public ArmBuild {
        settings = Map.copyOf(settings);
        modules = Map.copyOf(modules);
        sources = Map.copyOf(sources);
    }

    /** Returns the build tags, separated by commas; empty for none. */
    public String tags() {
        return settings.getOrDefault(TAGS, "");
    }

    /** Returns the same build with the folders of its sources. */
    public ArmBuild from(Map<String, String> folders) {
        return new ArmBuild(
                function,
                arm,
                language,
                mainPackage,
                mainModule,
                settings,
                modules,
                stripped,
                packed,
                files,
                unzippedBytes,
                folders);
    }
}
