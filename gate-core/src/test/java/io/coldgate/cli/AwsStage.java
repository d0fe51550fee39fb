package io.coldgate.cli;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.Packager;
import io.coldgate.embedded.EmbeddedLambda;
import io.coldgate.embedded.Settings;
import io.coldgate.fixture.AwsProperties;
import io.coldgate.fixture.BashFunction;
import io.coldgate.fixture.SettledFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** A gate that takes an embedded Lambda for AWS, and a client of its own that looks at what it does there. */
final class AwsStage implements AutoCloseable {
    /** A role that everybody has. */
    static final String ROLE = "arn:aws:iam::000000000000:role/lambda";

    /** What no line may show. */
    static final String SECRET = "a-secret-nobody-may-see";

    private final Path folder;
    private final EmbeddedLambda server;
    private final LambdaClient lambda;
    private final AwsProperties properties;
    private final GateFolder gate;

    /** Starts the server; the folder gets a small function, {@code bootstrap}. */
    AwsStage(Path folder, Settings settings) throws IOException {
        this.folder = folder;
        server = EmbeddedLambda.start(settings);
        lambda = LambdaClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build();
        properties = AwsProperties.set(Map.of(
                "aws.endpointUrl",
                server.endpoint().toString(),
                "aws.accessKeyId",
                "AKIDEXAMPLE",
                "aws.secretAccessKey",
                SECRET,
                "aws.region",
                "us-east-1",
                "coldgate.state",
                folder.resolve("state").toString()));
        gate = new GateFolder(folder);
        Files.writeString(folder.resolve("bootstrap"), BashFunction.PLAIN);
    }

    EmbeddedLambda server() {
        return server;
    }

    LambdaClient lambda() {
        return lambda;
    }

    /** Returns how this JVM finds the server. */
    AwsProperties properties() {
        return properties;
    }

    /** Returns what a process of its own needs to find the server. */
    List<String> options() {
        return properties.asOptions();
    }

    GateFolder gate() {
        return gate;
    }

    /** Makes a function of 256 MB with two published versions; its alias {@code live} leads to the second. */
    void createWithTwoVersions(String function, Map<String, String> variables) throws IOException, ArtifactException {
        byte[] zip = Packager.zip(folder.resolve("bootstrap"));
        lambda.createFunction(r -> r.functionName(function)
                .role(ROLE)
                .runtime("provided.al2023")
                .handler("bootstrap")
                .memorySize(256)
                .environment(e -> e.variables(variables))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
        SettledFunction.await(lambda, function);
        for (int version = 1; version <= 2; version++) {
            String description = "version " + version;
            lambda.updateFunctionConfiguration(r -> r.functionName(function).description(description));
            SettledFunction.await(lambda, function);
            lambda.publishVersion(r -> r.functionName(function));
        }
        lambda.createAlias(r -> r.functionName(function).name("live").functionVersion("2"));
    }

    /** Returns the functions that are there. */
    List<String> functions() {
        return lambda.listFunctions().functions().stream()
                .map(FunctionConfiguration::functionName)
                .toList();
    }

    @Override
    public void close() {
        properties.close();
        lambda.close();
        server.close();
    }
}
