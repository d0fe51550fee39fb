package io.coldgate.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Golden;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, before)) + "]\n");
        }
        file("template.yaml", bomb.toString());
        assertThat(find().leftOut()).contains(unreadable());

        String items = String.join(", ", java.util.Collections.nCopies(100, "a"));
        String loop = "{ x: y }";
        for (String name : List.of("A", "B", "C", "D")) {
            loop = "{ \"Fn::ForEach::" + name + "\": [" + name + ", [" + items + "], " + loop + "] }";
        }
        file("template.yaml", "Resources: " + loop + "\n");
        assertThat(find().leftOut()).contains(unreadable());
    }

    private static Findings.LeftOut unreadable() {
        return new Findings.LeftOut("template.yaml", "not a template that can be read");
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
