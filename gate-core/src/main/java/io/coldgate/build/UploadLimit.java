package io.coldgate.build;

import io.coldgate.facts.PackageLimits;
import io.coldgate.lambda.Code;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Source;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Problem;
import io.coldgate.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lambda's limit on a zip in a request, which is how the gate deploys. LocalStack's own limits can be raised, so it
 * answers for itself.
 */
final class UploadLimit {
    private UploadLimit() {}

    /** Returns the packages of the candidate that cannot be sent; none if it is not deployed. */
    static List<Problem> problems(Candidate candidate) {
        FunctionSpec function = candidate.plan().spec();
        if (candidate.plan().isOfPackageOnly() || function.target().platform() == PlatformName.LOCALSTACK) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        problem(function, Source.PACKAGE, candidate.code()).ifPresent(problems::add);
        candidate
                .baseline()
                .flatMap(baseline -> problem(function, Baseline.KEY, baseline.code()))
                .ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> problem(FunctionSpec function, Key<?> key, Optional<Code> code) {
        return code.filter(Code.Zip.class::isInstance)
                .map(zip -> ((Code.Zip) zip).bytes().length)
                .filter(bytes -> bytes > PackageLimits.ZIP_BYTES)
                .map(bytes -> Problem.at(
                        function.locationOf(key),
                        function.shown(key),
                        size(bytes) + " zipped" + (function.configuration().probe() ? ", with the probe" : "")
                                + "; Lambda takes " + size(PackageLimits.ZIP_BYTES) + " in a request",
                        remedy(function)));
    }

    private static String remedy(FunctionSpec function) {
        boolean embedded = function.target().platform() == PlatformName.EMBEDDED;
        return "make it smaller, move parts of it into layers (layers: [" + (embedded ? "./FOLDER" : "ARN")
                + "]), or use a container image (package: { image: NAME })";
    }

    private static String size(int bytes) {
        return new Quantity(bytes, Dimension.SIZE).format() + " (" + new Quantity(bytes, Dimension.COUNT).format()
                + " bytes)";
    }
}
