package io.coldgate.init;

import io.coldgate.unit.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Project files of tools that define functions in an unsupported form, with the remedy. */
final class ForeignProjects {
    private static final Pattern ANY = Pattern.compile("");

    private static final List<Tool> TOOLS = List.of(
            new Tool(
                    Pattern.compile("cdk\\.json"),
                    ANY,
                    "init does not read AWS CDK: run cdk synth, then write an entry for each function with runtime:,"
                            + " handler: and package: cdk.out/asset.HASH (aws:asset:path in the stack's template)"),
            new Tool(
                    Pattern.compile("serverless\\.(?:ya?ml|json|js|ts)"),
                    ANY,
                    "init does not read the Serverless Framework: run serverless package, then write an entry for each"
                            + " function with runtime:, handler: and package: .serverless/NAME.zip"),
            new Tool(
                    Pattern.compile(".*\\.tf"),
                    Pattern.compile("\"aws_lambda_function\"|\"terraform-aws-modules/lambda/aws\""),
                    "init does not read Terraform: build each function's package, and write in its entry the runtime:,"
                            + " handler:, memory: and environment: that Terraform gives it"),
            new Tool(
                    Pattern.compile("cargo\\.toml"),
                    Pattern.compile("(?m)^\\s*lambda_(?:runtime|http)\\b"),
                    "init does not read Cargo: run cargo lambda build --release, then write its entry with package:"
                            + " target/lambda/NAME"));

    /**
     * A tool.
     *
     * @param name pattern of its files, in lower case
     * @param content pattern that identifies a file with functions
     * @param instead why its functions are not found, and what to do
     */
    private record Tool(Pattern name, Pattern content, String instead) {
        boolean isCalledSo(String file) {
            return name.matcher(file).matches();
        }
    }

    private ForeignProjects() {}

    /** Returns whether a file with that lower-case name may be such a file. */
    static boolean isOne(String name) {
        return TOOLS.stream().anyMatch(tool -> tool.isCalledSo(name));
    }

    /** Returns why its functions are not found, and what to do; empty if it has none. */
    static Optional<String> instead(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String text = Files.isReadable(file) ? PlainText.start(file) : "";
        return TOOLS.stream()
                .filter(tool ->
                        tool.isCalledSo(name) && tool.content().matcher(text).find())
                .map(Tool::instead)
                .findFirst();
    }
}
