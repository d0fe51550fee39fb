package io.coldgate.init;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Project files of tools that define functions in a form which is not read, and what to do instead. */
final class ForeignProjects {
    private static final Pattern SERVERLESS = Pattern.compile("serverless\\.(?:ya?ml|json|js|ts)");
    private static final String CDK = "cdk.json";

    private ForeignProjects() {}

    /** Returns whether a file of that name, in small letters, is one. */
    static boolean isOne(String name) {
        return name.equals(CDK) || SERVERLESS.matcher(name).matches();
    }

    /** Returns why its functions are not found, and what to do. */
    static String instead(Path file) {
        return String.valueOf(file.getFileName()).equalsIgnoreCase(CDK)
                ? "init does not read AWS CDK: run cdk synth, then write an entry for each function with runtime:,"
                        + " handler: and package: cdk.out/asset.HASH (aws:asset:path in the stack's template)"
                : "init does not read the Serverless Framework: run serverless package, then write an entry for each"
                        + " function with runtime:, handler: and package: .serverless/NAME.zip";
    }
}
