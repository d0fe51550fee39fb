package io.coldgate.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates as people have them: under any name, in JSON, with layers, with mistakes. */
class ForeignTemplateTest {
    @TempDir
    Path path;

    private ForeignFolder folder;

    @BeforeEach
    void folder() throws IOException {
        folder = new ForeignFolder(path);
        folder.file("src/app.py", "");
    }

    private static String function(String name, String more) {
        return "Resources:\n  " + name + ":\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: src,"
                + " Runtime: python3.12, Handler: app.handle" + more + " }\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"sam.yaml", "sam-template.yml", "shop.template.json", "template-prod.yaml"})
    void aTemplateOfFunctionsUnderAnotherNameIsRead(String name) throws IOException {
        folder.file(name, function("F", ""));

        assertThat(folder.names()).containsExactly("F");
    }

    @Test
    void otherFilesOfSuchNamesAreNone() throws IOException {
        folder.file("template-mail.yaml", "{{ .Values }}");
        folder.file("packaged-template.yaml", function("F", ""));

        assertThat(folder.find()).isEqualTo(new Findings(List.of(), List.of()));
    }

    @Test
    void anotherStagesTemplateOfTheSameFunctionGivesNoSecondEntry() throws IOException {
        folder.file(
                "template-prod.yaml",
                function("F", ", MemorySize: 1024") + function("G", "").substring(11));
        folder.file("template.yaml", function("F", ", MemorySize: 256"));

        assertThat(folder.names()).containsExactly("F", "G");
        assertThat(folder.function("F").settings()).contains(new FoundFunction.Setting("memory", "256MB"));
        assertThat(folder.find().leftOut()).isEmpty();
    }

    @Test
    void templatesOfNestedStacksAreRead() throws IOException {
        folder.file("template.yaml", """
                Resources:
                  A: { Type: AWS::Serverless::Application, Properties: { Location: stacks/a.yaml } }
                  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./stacks/b.yaml } }
                  C: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: "https://x/y.yaml" } }
                  D: { Type: AWS::Serverless::Application, Properties: { Location: template.yaml } }
                """);
        folder.file("stacks/a.yaml", function("InA", "").replace("src", "../src"));
        folder.file("stacks/b.yaml", function("InB", "").replace("src", "../src"));

        assertThat(folder.names()).containsExactly("InA", "InB");
    }

    @Test
    void aTemplateInJsonMayBeIndentedByTabs() throws IOException {
        folder.file("template.json", """
                {
                \t"Resources": {
                \t\t"F": {
                \t\t\t"Type": "AWS::Serverless::Function",
                \t\t\t"Properties": { "CodeUri": "src", "Runtime": "python3.12", "Handler": "app.handle" }
                \t\t}
                \t}
                }
                """);

        assertThat(folder.names()).containsExactly("F");
    }

    @Test
    void windowsLineEndingsAndAByteOrderMarkAreRead() throws IOException {
        folder.file("template.yaml", "\uFEFF" + function("F", "").replace("\n", "\r\n"));

        assertThat(folder.names()).containsExactly("F");
    }

    @Test
    void aMistakeOfYamlIsShownWithItsPlace() throws IOException {
        folder.file("template.yaml", "Resources:\n  F: [\n  G: x\n");

        assertThat(folder.why("template.yaml:4:1")).startsWith("not a template that can be read: expected ',' or ']'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# nothing|it is empty",
                "'a: \"\\UFFFFFFFF\"'|an escape in it names no character",
                "a: \u0001 b|it has characters that YAML does not take"
            })
    void aFileThatIsNoTemplateSaysWhy(String text, String why) throws IOException {
        folder.file("template.yaml", text);

        assertThat(folder.why("template.yaml")).isEqualTo("not a template that can be read: " + why);
    }

    @Test
    void theNameOfAParameterOfSystemsManagerIsNotItsValue() throws IOException {
        folder.file(
                "template.yaml",
                "Parameters:\n  Table: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/table }\n"
                        + function("F", ", Environment: { Variables: { TABLE: !Ref Table } }"));

        assertThat(folder.function("F").environment()).containsExactly(Map.entry("TABLE", "Table"));
        assertThat(folder.function("F").notes())
                .contains("placeholders for values that only a deployment knows: TABLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Ref Table|Table",
                "!Ref AWS::Region|us-east-1",
                "!Ref Port|1",
                "!Ref Bucket|Bucket",
                "!GetAtt Queue.Arn|arn:aws:placeholder:us-east-1:123456789012:Queue",
                "{ 'Fn::GetAtt': [Queue, QueueName] }|Queue.QueueName",
                "!Sub 'arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${Stage}-${Topic.TopicName}-${!x}'|"
                        + "arn:aws:sns:us-east-1:123456789012:dev-Topic.TopicName-${x}",
                "!Sub ['${A}/${B}', { A: !Ref Table, B: b }]|Table/b",
                "!Join ['-', [!Ref Stage, !Ref Table]]|dev-Table",
                "!If [Production, !Ref AWS::NoValue, !Ref Table]|Table",
                "!ImportValue shared-table|shared-table"
            })
    void whatOnlyADeploymentKnowsHasAPlaceholder(String written, String value) throws IOException {
        folder.file(
                "template.yaml",
                "Parameters: { Port: { Type: Number }, Bucket: { Type: String }, Stage: { Default: dev } }\n"
                        + function("F", ", Environment: { Variables: { V: " + written + " } }"));

        assertThat(folder.function("F").environment()).containsExactly(Map.entry("V", value));
        assertThat(folder.function("F").notes()).contains("placeholders for values that only a deployment knows: V");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref AWS::NoValue",
                "!FindInMap [M, a, b]",
                "!Sub '${AWS::NoValue}'",
                "!Sub 'a-&{X}'",
                "!GetAtt ['a b', Arn]",
                "!If [C]"
            })
    void aValueWithoutAPlaceholderIsLeftOut(String written) throws IOException {
        folder.file("template.yaml", function("F", ", Environment: { Variables: { V: " + written + " } }"));

        assertThat(folder.function("F").environment()).isEmpty();
        assertThat(folder.function("F").notes()).anyMatch(note -> note.startsWith("without the variable V (!"));
    }

    @Test
    void layersOfTheTemplateAreTakenAndOthersAreNamed() throws IOException {
        folder.file("layers/shared/python/shared.py", "");
        folder.file(
                "template.yaml",
                "Globals: { Function: { Layers: ['arn:aws:lambda:eu-central-1:1:layer:tools:3'] } }\n"
                        + function("F", ", Layers: [!Ref Shared, !Ref Built, !Ref Absent]") + """
                          Shared: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layers/shared } }
                          Absent: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: layers/absent } }
                          Built:
                            Type: AWS::Serverless::LayerVersion
                            Metadata: { BuildMethod: python3.12 }
                            Properties: { ContentUri: layers/shared }
                        """);

        FoundFunction function = folder.function("F");
        assertThat(function.settings()).contains(new FoundFunction.Setting("layers", List.of("./layers/shared"), true));
        assertThat(function.notes())
                .contains(
                        "without the layer arn:aws:lambda:eu-central-1:1:layer:tools:3",
                        "without the layer Built",
                        "without the layer Absent");
        assertThat(FirstFile.render(
                        List.of(new FirstFile.Entry(function, FirstFile.PLACEHOLDER, false, Optional.empty())),
                        List.of()))
                .contains("    layers: [\"./layers/shared\"]\n");
    }

    @Test
    void theFirstEventOfATypeThatIsKnownIsTheFunctions() throws IOException {
        folder.file("template.yaml", function("F", ", Events: { A: { Type: AlexaSkill }, B: { Type: SQS } }"));

        assertThat(folder.function("F").payload().orElseThrow().text().orElseThrow())
                .contains("aws:sqs");
    }

    @Test
    void aLoopOverAListThatIsNotKnownIsSaid() throws IOException {
        folder.file("template.yaml", """
                Parameters: { Names: { Type: CommaDelimitedList } }
                Resources:
                  Fn::ForEach::Services:
                    - Name
                    - !Ref Names
                    - ${Name}: { Type: AWS::Serverless::Function, Properties: { CodeUri: src } }
                """);

        assertThat(folder.why("template.yaml: Fn::ForEach::Services"))
                .isEqualTo("its list is known to a deployment only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provided", "go1.x"})
    void aGoProgramOfARuntimeThatHasEndedIsMeasuredOnTheOneThatFollows(String runtime) throws IOException {
        folder.file("go.mod", "module shop\n");
        folder.goProgram("src");
        folder.file("template.yaml", function("F", "").replace("python3.12", runtime));

        assertThat(folder.function("F").settings()).contains(new FoundFunction.Setting("runtime", "provided.al2023"));
    }

    @Test
    void lettersOfAnyLanguageStandInTheFileAsThemselves() throws IOException {
        folder.file("src/größe/app.py", "");
        folder.file("template.yaml", function("F", "").replace("src", "src/größe"));

        assertThat(FirstFile.render(
                        List.of(new FirstFile.Entry(
                                folder.function("F"), FirstFile.PLACEHOLDER, false, Optional.empty())),
                        List.of()))
                .contains("    package: \"src/größe\"\n");
        assertThat(FirstFile.quoted("a\u202e\u0000\ud83d\ude00")).isEqualTo("\"a\\u202E\\u0000\ud83d\ude00\"");
    }

    @Test
    void aFileInThePlaceOfTheFolderOfEventsKeepsNoFunctionOut() throws IOException {
        folder.file("template.yaml", function("F", ", Events: { B: { Type: SQS } }"));
        folder.file("events", "");

        assertThat(folder.function("F").payload()).isEmpty();
    }

    @Test
    void anImageAndWhatCargoBuildsAreSaidWithWhatToWrite() throws IOException {
        folder.file("template.yaml", function("F", ", PackageType: Image"));
        assertThat(folder.why("template.yaml: F"))
                .isEqualTo("a container image: build it, then write its entry with package: { image: NAME }");

        folder.file("template.yaml", """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Metadata: { BuildMethod: rust-cargolambda }
                    Properties: { CodeUri: src, Runtime: provided.al2023, Handler: bootstrap }
                """);
        assertThat(folder.why("template.yaml: F")).contains("run cargo lambda build --release");
    }
}
