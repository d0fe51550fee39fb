package io.coldgate.run;

import io.coldgate.facts.Architectures;
import io.coldgate.sweep.Axes;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.value.CloudNames;
import io.coldgate.unit.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objections to a sweep that need no build and no platform. All are reported at once, before anything is built. */
public final class SweepChecks {
    private static final String USE_AWS = "use --platform aws";

    private final PlatformName where;
    private final List<FunctionSpec> functions;
    private final Axes axes;
    private final List<String> regions;
    private final List<Problem> problems = new ArrayList<>();

    private SweepChecks(PlatformName where, List<FunctionSpec> functions, Axes axes, List<String> regions) {
        this.where = where;
        this.functions = functions;
        this.axes = axes;
        this.regions = regions;
    }

    /**
     * Refuses a sweep that cannot be measured.
     *
     * @param where the platform of all functions
     * @param regions where to measure, one after the other; empty for the file's own
     * @throws RunException with exit code 2
     */
    public static void require(PlatformName where, Thresholds thresholds, Axes axes, List<String> regions)
            throws RunException {
        RunTarget.refuse(thresholds, problems(where, thresholds.functions(), axes, regions));
    }

    /** Returns what is wrong; empty for a sweep that can begin. */
    static List<Problem> problems(PlatformName where, List<FunctionSpec> functions, Axes axes, List<String> regions) {
        SweepChecks checks = new SweepChecks(where, functions, axes, regions);
        checks.varied();
        checks.packages();
        checks.copies();
        checks.hostsOnly();
        checks.roles();
        checks.layers();
        checks.images();
        return checks.problems;
    }

    private void varied() {
        if (axes.size() == 1 && regions.size() < 2) {
            problems.add(Problem.of(
                    "nothing is varied: name at least two values of --memory, --architecture, --env, --build,"
                            + " --image, --role, --layers or --region"));
        }
    }

    /** Checks build axes: build commands make packages only. */
    private void packages() {
        for (FunctionSpec function : functions) {
            if (!axes.builds().isEmpty() && function.source().packagePath().isEmpty()) {
                problems.add(Problem.at(
                        function.location(),
                        function.shown(),
                        "--build builds a package, and this function has none",
                        "add package:, or leave --build out"));
            }
        }
    }

    private void copies() {
        for (FunctionSpec function : functions) {
            if (where == PlatformName.AWS && function.target().cloud().isInPlace()) {
                problems.add(Problem.at(
                        function.locationOf(CloudSettings.FUNCTION),
                        function.shown(),
                        "a sweep changes settings, so it needs a copy",
                        "remove in-place"));
            }
        }
    }

    /** Checks the axes of local platforms: they have one region and one architecture, those of the machine. */
    private void hostsOnly() {
        if (where == PlatformName.AWS) {
            return;
        }
        if (!regions.isEmpty()) {
            refuse("--region", "has no regions", USE_AWS);
        }
        String host = Architectures.ofHost();
        for (String architecture : axes.architectures()) {
            if (!architecture.equals(host)) {
                refuse("--architecture " + architecture, "runs " + host + " here", USE_AWS);
            }
        }
    }

    private void roles() {
        if (where != PlatformName.AWS && !axes.roles().isEmpty()) {
            refuse("--role", "does not check roles", USE_AWS);
        }
    }

    /** Checks layers: folders on the embedded platform, and layer versions of an account elsewhere. */
    private void layers() {
        boolean embedded = where == PlatformName.EMBEDDED;
        for (List<String> some : axes.layers().values()) {
            for (String layer : some) {
                if (CloudSettings.isLocal(layer) == embedded) {
                    continue;
                }
                if (embedded) {
                    refuse(
                            "--layers " + layer,
                            "has no account to take layers from",
                            "name a folder or a zip, ./layers/tools");
                } else {
                    refuse("--layers " + layer, "does not take a folder or a zip", "name a layer version's ARN");
                }
            }
        }
    }

    private void images() {
        for (String image : axes.images().values()) {
            if (where != PlatformName.EMBEDDED && !CloudNames.isInEcr(image)) {
                refuse("--image " + image, "takes images in ECR only, with a tag or a digest", "");
            }
        }
    }

    private void refuse(String option, String why, String remedy) {
        problems.add(new Problem(Optional.empty(), option, "the platform " + where.key() + " " + why, remedy));
    }
}
