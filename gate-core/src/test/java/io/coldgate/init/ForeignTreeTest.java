package io.coldgate.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.fixture.HandMadeZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in a foreign repository, and what is said about what is not looked at. */
class ForeignTreeTest {
    @TempDir
    Path path;

    private ForeignFolder folder;

    @BeforeEach
    void folder() throws IOException {
        folder = new ForeignFolder(path);
        folder.file("go.mod", "module shop\n");
    }

    @Test
    void aRepositoryThatIsTooLargeIsSaid() throws IOException {
        folder.goProgram("a");
        folder.goProgram("b");

        assertThat(Discovery.find(path, path, new Host("x86_64", program -> true), 3)
                        .leftOut())
                .containsExactly(new Findings.LeftOut(
                        ".",
                        "more than 3 files and folders are in it, and the others were not looked at: run coldgate init"
                                + " in a smaller one"));
        assertThat(folder.find().leftOut()).isEmpty();
    }

    @Test
    void aProgramInADeepFolderIsFound() throws IOException {
        folder.goProgram("a/b/c/d/e/f/g/h/i/deep");

        assertThat(folder.names()).containsExactly("deep");
    }

    @Test
    void virtualEnvironmentsAndSynthesizedStacksAreNotLookedInto() throws IOException {
        String template = "Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., Runtime:"
                + " python3.12, Handler: app.handle } } }";
        folder.file("env/pyvenv.cfg", "home = /usr/bin\n");
        folder.file("env/lib/template.yaml", template);
        folder.file("cdk.out/shop.template.json", template);

        assertThat(folder.names()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidAndKeepsNoOtherFunctionOut() throws IOException {
        folder.goProgram("open");
        folder.goProgram("locked");
        Path template = folder.file("sam/template.yaml", "Resources: {}\n");
        Files.setPosixFilePermissions(template, Set.of());
        Files.setPosixFilePermissions(path.resolve("locked"), Set.of());
        try {
            assumeThat(Files.isReadable(template)).as("root reads everything").isFalse();

            assertThat(folder.names()).containsExactly("open");
            assertThat(folder.why("sam/template.yaml")).isEqualTo("cannot be read: permission denied");
            assertThat(folder.why("locked")).isEqualTo("cannot be read: permission denied");
        } finally {
            Files.setPosixFilePermissions(path.resolve("locked"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @ParameterizedTest
    @CsvSource({"svc/orders/cmd, orders", "orders/cmd/lambda, orders", "cmd/lambda, lambda", "cmd/orders, orders"})
    void aFolderOfAGeneralNameGivesTheFunctionTheOneAbove(String at, String name) throws IOException {
        folder.goProgram(at);

        assertThat(folder.names()).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({
        "awslambda, awslambda.Start(h)",
        "lambda2, lambda2.StartWithOptions(h)",
        "., Start(h)",
        "'', lambda.StartHandlerFunc[A](h)",
        "'', run(lambda.Start)"
    })
    void aProgramServesEventsUnderWhateverNameItImportsTheLibrary(String name, String call) throws IOException {
        folder.file(
                "fn/main.go",
                "package main\n\nimport (\n\t" + name + " \"github.com/aws/aws-lambda-go/lambda\"\n)\n\nfunc main() { "
                        + call + " }\n");

        assertThat(folder.names()).containsExactly("fn");
    }

    /** A minute where each line looks for the end of all blank ones; the limit only says what "a minute" is. */
    @Test
    @Timeout(value = 15, unit = TimeUnit.SECONDS)
    void aHostileModuleFileIsReadOnce() throws IOException {
        folder.file("go.mod", "\n".repeat(1 << 18));
        folder.goProgram("fn");

        assertThat(folder.names()).containsExactly("fn");
    }

    @Test
    void sourcesAreNamedWhereverTheRepositoryLies() throws IOException {
        ForeignFolder spaced = new ForeignFolder(Files.createDirectory(path.resolve("my größe")));
        spaced.file("svc/go.mod", "module svc\n");
        spaced.goProgram("svc");

        assertThat(spaced.function("svc").code().sources()).containsExactly("svc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main.tf|resource \"aws_lambda_function\" \"x\" {|init does not read Terraform",
                "main.tf|source = \"terraform-aws-modules/lambda/aws\"|init does not read Terraform",
                "Cargo.toml|lambda_runtime = \"0.13\"|init does not read Cargo",
            })
    void toolsThatAreNotReadAreSaidOnceForEachFolder(String file, String text, String why) throws IOException {
        folder.file("infra/" + file, text);
        folder.file("infra/more.tf", "resource \"aws_lambda_function\" \"y\" {");
        folder.file("dns/" + file, "other");

        assertThat(folder.why("infra/" + file)).startsWith(why);
        assertThat(folder.find().leftOut()).hasSize(file.endsWith(".tf") ? 1 : 2);
    }

    @Test
    void aPackageOfAManagedRuntimeIsNamed() throws IOException {
        new HandMadeZip().file("lambda_function.py", 0644, "").to(path.resolve("dist/orders.zip"));
        new HandMadeZip().file("docs/conf.py", 0644, "").to(path.resolve("dist/docs.zip"));

        assertThat(folder.find().leftOut())
                .containsExactly(new Findings.LeftOut(
                        "dist/orders.zip", "no bootstrap in it: write its entry with runtime: and handler:"));
    }
}
