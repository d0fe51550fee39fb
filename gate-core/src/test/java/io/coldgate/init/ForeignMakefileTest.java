package io.coldgate.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which targets of a foreign Makefile {@code init} may run, and which never. */
class ForeignMakefileTest {
    private static final String TEMPLATE = """
            Resources:
              Api:
                Type: AWS::Serverless::Function
                Properties: { CodeUri: dist/api.zip, Runtime: provided.al2023 }
            """;

    @TempDir
    Path path;

    private ForeignFolder folder;

    @BeforeEach
    void program() throws IOException {
        folder = new ForeignFolder(path);
        folder.file("go.mod", "module shop\n");
        folder.goProgram("cmd/api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\taws lambda update-function-code --function-name api --zip-file fileb://api.zip\n",
                "\t@AWS_PROFILE=prod aws lambda update-function-code --zip-file fileb://api.zip\n",
                "\tls && (terraform apply -auto-approve)\n",
                "\tnpx cdk deploy\n",
                "\tsam build && sam deploy\n",
                "\tgit push\n",
                "\t$(MAKE) upload\n\nupload:\n\taws s3 cp api.zip s3://shop\n",
                "\tmake first\nfirst: second\nsecond:\n\taws s3 cp api.zip s3://shop\n",
            })
    void aTargetThatDeploysIsNeverABuild(String deploying) throws IOException {
        folder.file("Makefile", "all:\n\tgo build -o bootstrap ./cmd/api\n\tzip api.zip bootstrap\n" + deploying);

        assertThat(folder.build("api")).contains(" go build ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tcd aws && ls\n",
                "\techo aws\n",
                "\t./aws.sh\n",
                "\tsam build\n",
            })
    void aTargetThatOnlySoundsLikeItIsABuild(String more) throws IOException {
        folder.file("Makefile", "all:\n\tgofmt -l .; go build -o b ./cmd/api; zip api.zip b\n" + more);

        assertThat(folder.build("api")).isEqualTo("make all");
    }

    @Test
    void aTargetThatRemovesOrTestsAPackageDoesNotMakeIt() throws IOException {
        folder.file("template.yaml", TEMPLATE);
        folder.file("Makefile", """
                clean:
                \trm -f dist/api.zip
                test:
                \tunzip -l dist/api.zip
                build:
                \tgo build -o dist/bootstrap ./cmd/api
                \tcd dist && zip -q api.zip bootstrap
                """);

        assertThat(folder.build("Api")).isEqualTo("make build");
        assertThat(folder.names()).containsExactly("Api");
    }

    @Test
    void aFunctionThatIsLeftOutTakesNoNameFromItsProgram() throws IOException {
        folder.file("template.yaml", TEMPLATE);
        folder.file("Makefile", "clean:\n\trm -f dist/api.zip\n");

        assertThat(folder.why("template.yaml: Api")).contains("its code \"dist/api.zip\" is not there yet");
        assertThat(folder.names()).containsExactly("api");
    }

    @Test
    void aFolderThatACompilerWritesIntoIsMadeByThatTarget() throws IOException {
        folder.file("template.yaml", TEMPLATE.replace("dist/api.zip", "bin/api"));
        folder.file("Makefile", "build:\n\tgo build -o bin/api/bootstrap ./cmd/api\n");
        folder.file("bin/api/bootstrap", "old");

        assertThat(folder.build("Api")).isEqualTo("make build");
        assertThat(folder.function("Api").code().packagePath()).isEqualTo("bin/api");
        assertThat(folder.names()).containsExactly("Api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export GOARCH := arm64\n",
                "GOARCH = arm64\nexport GOOS GOARCH\n",
                "GOARCH = arm64\nexport\n",
            })
    void aProcessorThatTheMakefileExportsIsSeen(String exported) throws IOException {
        String recipe = "all:\n\tgo build -o bootstrap ./cmd/api\n\tzip api.zip bootstrap\n";
        folder.file("Makefile", exported + recipe);
        assertThat(folder.build("api")).contains("GOARCH=amd64 go build ");

        folder.file("Makefile", exported.replace("arm64", "amd64") + recipe);
        assertThat(folder.build("api")).isEqualTo("make all");
    }

    @Test
    void aProcessorInQuotesIsSeen() throws IOException {
        folder.file("Makefile", "all:\n\tGOARCH=\"arm64\" go build -o b ./cmd/api\n\tzip api.zip b\n");

        assertThat(folder.build("api")).contains("GOARCH=amd64 go build ");
    }

    @Test
    void aZipThatATargetMadeOfATemplatesProgramIsNoFunctionOfItsOwn() throws IOException {
        folder.file("template.yaml", TEMPLATE.replace("dist/api.zip", "cmd/api"));
        folder.file("Makefile", """
                out/%.zip: FORCE
                \tGOOS=linux go build -o out/$*/bootstrap ./cmd/$*
                \tcd out/$* && zip -q ../$*.zip bootstrap
                FORCE:
                """);
        zip("out/api.zip");
        zip("old/other.zip");

        assertThat(folder.names()).containsExactly("Api", "other");
    }

    private void zip(String name) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.file(name, "")))) {
            zip.putNextEntry(new ZipEntry("bootstrap"));
        }
    }
}
