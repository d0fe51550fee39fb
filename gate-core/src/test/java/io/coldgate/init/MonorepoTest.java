package io.coldgate.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Golden;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first file of a repository as people have them: a Go workspace, SAM, make, Python, Node and Maven. */
class MonorepoTest {
    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException, URISyntaxException {
        URL resource = Objects.requireNonNull(MonorepoTest.class.getResource("monorepo"), "monorepo");
        Path from = Path.of(resource.toURI());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                file(from.relativize(file).toString(), Files.readString(file));
            }
        }
    }

    @Test
    void eachFunctionIsOneEntryWithAllThatBelongsToIt() throws IOException {
        Findings findings = find();
        List<FirstFile.Entry> entries = findings.functions().stream()
                .map(function -> new FirstFile.Entry(function, FirstFile.PLACEHOLDER, false, Optional.empty()))
                .toList();

        Golden.assertSame(MonorepoTest.class, "monorepo.yaml", FirstFile.render(entries, findings.leftOut()));
    }

    @Test
    void theEventsAreThoseOfTheTypesInTheTemplate() throws IOException {
        assertThat(function("ordersFunction").payload().orElseThrow().text().orElseThrow())
                .contains("\"eventSource\": \"aws:sqs\"");
        assertThat(function("ThumbFunction").payload().orElseThrow().text().orElseThrow())
                .contains("\"eventSource\": \"aws:s3\"");
        assertThat(function("LedgerFunction").payload().orElseThrow().text().orElseThrow())
                .contains("\"routeKey\": \"GET /ledger/{id}\"");
    }

    @Test
    void anEventThatSomebodyWroteIsTaken() throws IOException {
        file("events/mailfunction.json", "{}");
        assertThat(function("MailFunction").payload())
                .as("the same name on a system that ignores case")
                .contains(new FoundFunction.Payload("events/mailfunction.json", Optional.empty()));
        file("events/MailFunction.json", "{}");

        assertThat(function("MailFunction").payload())
                .contains(new FoundFunction.Payload("events/MailFunction.json", Optional.empty()));
    }

    @Test
    void aZipOfAMakefileAndItsProgramAreOneFunction() throws IOException {
        Files.delete(folder.resolve("template.yaml"));
        file("Makefile", """
                OUT = dist
                $(OUT)/%.zip: services/orders/cmd/%/main.go
                \tgo build -o $(OUT)/$*/bootstrap ./services/orders/cmd/$*
                \tcd $(OUT)/$* && zip ../$*.zip bootstrap
                """);

        assertThat(find().functions()).singleElement().satisfies(function -> {
            assertThat(function.name()).isEqualTo("ledger");
            assertThat(function.code().build()).contains("make dist/ledger.zip");
            assertThat(function.code().packagePath()).isEqualTo("dist/ledger.zip");
        });
    }

    @Test
    void aTargetOfTheFunctionsNameThatPacksIsTaken() throws IOException {
        Files.delete(folder.resolve("template.yaml"));
        file("Makefile", """
                FUNCS := refunds ledger
                .PHONY: all $(FUNCS)
                all: $(FUNCS)
                $(FUNCS):
                \tmkdir -p build/$@
                \tgo build -o build/$@/bootstrap ./services/orders/cmd/$@
                \tcd build/$@ && zip -q -X ../$@.zip bootstrap
                """);

        assertThat(find().functions()).singleElement().satisfies(function -> {
            assertThat(function.name()).isEqualTo("ledger");
            assertThat(function.code().build()).contains("make ledger");
            assertThat(function.code().packagePath()).isEqualTo("build/ledger.zip");
        });
    }

    @Test
    void aTargetThatPacksSeveralZipsOrOutsideOfTheFolderIsNotTaken() throws IOException {
        Files.delete(folder.resolve("template.yaml"));
        for (String packing : List.of("zip a.zip bootstrap\n\tzip b.zip bootstrap", "cd /tmp && zip a.zip bootstrap")) {
            file("Makefile", "build:\n\tgo build -o bootstrap ./services/orders/cmd/ledger\n\t" + packing + "\n");

            assertThat(function("ledger").code().build().orElseThrow()).contains(" go build ");
        }
    }

    @Test
    void aTemplatesZipIsMadeByTheTargetThatMakesIt() throws IOException {
        file("template.yaml", """
                Resources:
                  Refunds:
                    Type: AWS::Serverless::Function
                    Properties: { CodeUri: dist/refunds.zip, Runtime: provided.al2023 }
                """);
        file("Makefile", """
                dist/%.zip:
                \tgo build -o dist/$*/bootstrap ./services/orders/cmd/$*
                """);

        FoundFunction.Code code = function("Refunds").code();

        assertThat(code.build()).contains("make dist/refunds.zip");
        assertThat(code.sources()).containsExactly("common", "go.work", "services/orders");
    }

    @Test
    void severalProgramsBelowOneCodeUriAreToldApartByTheirNames() throws IOException {
        file("services/orders/cmd/ledger/main.go", "package main\n\nfunc main() { app.Serve() }\n");
        file("template.yaml", """
                Globals: { Function: { Runtime: provided.al2023, CodeUri: services/orders } }
                Resources:
                  OrdersFunction: { Type: AWS::Serverless::Function }
                  Other: { Type: AWS::Serverless::Function, Properties: { Handler: refunds } }
                  Unknown: { Type: AWS::Serverless::Function }
                """);

        assertThat(function("OrdersFunction").code().build().orElseThrow()).endsWith(" ./services/orders/cmd/orders");
        assertThat(function("Other").code().build().orElseThrow()).endsWith(" ./services/orders/cmd/refunds");
        assertThat(find().leftOut())
                .contains(new Findings.LeftOut(
                        "template.yaml: Unknown",
                        "several Go programs are below \"services/orders\", and none is called like it: set CodeUri to"
                                + " the folder of one"));
    }

    @Test
    void aTargetForAnotherProcessorIsNotUsed() throws IOException {
        file("services/orders/Makefile", """
                build-LedgerFunction:
                \tGOARCH=arm64 go build -o $(ARTIFACTS_DIR)/bootstrap ./cmd/ledger
                """);

        assertThat(function("LedgerFunction").code().build().orElseThrow())
                .contains("GOARCH=amd64 go build")
                .endsWith(" ./services/orders/cmd/ledger");
    }

    @Test
    void loopsAnchorsAndAliasesOfAliasesAreBounded() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, before)) + "]\n");
        }
        file("template.yaml", bomb.toString());
        assertThat(find().leftOut()).contains(unreadable("it is nested too deep, or too large"));

        String items = String.join(", ", Collections.nCopies(100, "a"));
        String loop = "{ x: y }";
        for (String name : List.of("A", "B", "C", "D")) {
            loop = "{ \"Fn::ForEach::" + name + "\": [" + name + ", [" + items + "], " + loop + "] }";
        }
        file("template.yaml", "Resources: " + loop + "\n");
        assertThat(find().leftOut()).contains(unreadable("its loops make too much"));
    }

    /** Variables each of which is twice the one before; the last that is put in has 2^20 characters. */
    private static String doubling(int variables) {
        StringBuilder text = new StringBuilder("A4 := 0123456789abcdef\n");
        for (int i = 5; i <= variables; i++) {
            text.append("A" + i + " := $(A" + (i - 1) + ")$(A" + (i - 1) + ")\n");
        }
        return text.toString();
    }

    private static String packing(String more) {
        return "ledger:\n\tgo build -o build/ledger/bootstrap ./services/orders/cmd/ledger\n"
                + "\tcd build/ledger && zip ../ledger.zip bootstrap" + more + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {" $(A20)", " $(A19)$(A19)", " $(A18)$(A18)$(A18)$(A18)"})
    void aTargetThatVariablesMakeTooLongIsLeftOut(String more) throws IOException {
        Files.delete(folder.resolve("template.yaml"));
        file("Makefile", doubling(20) + packing(more));

        assertThat(find().leftOut()).contains(tooLong());
        assertThat(function("ledger").code().build().orElseThrow()).contains(" go build ");
    }

    @Test
    void aVariableThatOthersMakeTooLongIsLeftOutAndTheTargetsAreNot() throws IOException {
        Files.delete(folder.resolve("template.yaml"));
        file("Makefile", doubling(24) + packing(""));

        assertThat(find().leftOut()).contains(tooLong());
        assertThat(function("ledger").code().build()).contains("make ledger");
    }

    @Test
    void targetsWhoseOwnNamesMakeThemTooLongAreLeftOut() throws IOException {
        Files.delete(folder.resolve("template.yaml"));
        file(
                "Makefile",
                "x".repeat(2_000) + " ledger:\n\t" + "$@".repeat(1_000) + "\n"
                        + packing("").substring(8));

        assertThat(find().leftOut()).contains(tooLong());
        assertThat(function("ledger").code().build()).contains("make ledger");
    }

    private static Findings.LeftOut tooLong() {
        return new Findings.LeftOut(
                "Makefile", "a variable or a target is over 1 MB with its variables put in, and is not used");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Sub \"${P}${P}\"",
                "!Join [\"\", [!Ref P, !Ref P]]",
                "!Join [!Ref P, [\"a\", \"b\", \"c\"]]",
                "!Sub [\"${Q}${Q}\", { Q: !Ref P }]"
            })
    void aValueThatParametersMakeTooLongIsLeftToTheDeployment(String value) throws IOException {
        file("template.yaml", """
                Parameters: { P: { Default: "%s" } }
                Resources:
                  Ledger:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: services/orders/cmd/ledger
                      Runtime: provided.al2023
                      Environment: { Variables: { LONG: %s } }
                """.formatted("x".repeat(600_000), value));

        assertThat(function("Ledger").environment()).doesNotContainKey("LONG");
        assertThat(function("Ledger").notes()).anyMatch(note -> note.startsWith("without the variable LONG (!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${I}${I}", "${I}&{I}"})
    void aLoopThatMakesATextTooLongMakesTheTemplateUnreadable(String text) throws IOException {
        file("template.yaml", """
                Resources:
                  "Fn::ForEach::I": [I, ["%s"], { "A": { Type: "%s" } }]
                """.formatted("x".repeat(600_000), text));

        assertThat(find().leftOut()).contains(unreadable("its loops make too much"));
    }

    private static Findings.LeftOut unreadable(String why) {
        return new Findings.LeftOut("template.yaml", "not a template that can be read: " + why);
    }

    private FoundFunction function(String name) throws IOException {
        return find().functions().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Findings find() throws IOException {
        return Discovery.find(folder, folder, new Host("x86_64", program -> true));
    }

    private void file(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "a folder"));
        Files.writeString(file, content);
    }
}
