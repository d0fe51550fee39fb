package io.coldgate.embedded.api;

import static io.coldgate.embedded.api.wire.Operation.ADD_PERMISSION;
import static io.coldgate.embedded.api.wire.Operation.CREATE_ALIAS;
import static io.coldgate.embedded.api.wire.Operation.DELETE_ALIAS;
import static io.coldgate.embedded.api.wire.Operation.DELETE_EVENT_CONFIG;
import static io.coldgate.embedded.api.wire.Operation.DELETE_FUNCTION;
import static io.coldgate.embedded.api.wire.Operation.DELETE_FUNCTION_CONCURRENCY;
import static io.coldgate.embedded.api.wire.Operation.GET_ALIAS;
import static io.coldgate.embedded.api.wire.Operation.GET_FUNCTION_CONFIGURATION;
import static io.coldgate.embedded.api.wire.Operation.GET_POLICY;
import static io.coldgate.embedded.api.wire.Operation.LIST_ALIASES;
import static io.coldgate.embedded.api.wire.Operation.LIST_TAGS;
import static io.coldgate.embedded.api.wire.Operation.PUBLISH_VERSION;
import static io.coldgate.embedded.api.wire.Operation.PUT_EVENT_CONFIG;
import static io.coldgate.embedded.api.wire.Operation.PUT_FUNCTION_CONCURRENCY;
import static io.coldgate.embedded.api.wire.Operation.REMOVE_PERMISSION;
import static io.coldgate.embedded.api.wire.Operation.TAG_RESOURCE;
import static io.coldgate.embedded.api.wire.Operation.UNTAG_RESOURCE;
import static io.coldgate.embedded.api.wire.Operation.UPDATE_ALIAS;
import static io.coldgate.embedded.api.wire.Operation.UPDATE_EVENT_CONFIG;
import static io.coldgate.embedded.api.wire.Operation.UPDATE_FUNCTION_CODE;
import static io.coldgate.embedded.api.wire.Operation.UPDATE_FUNCTION_CONFIGURATION;

import io.coldgate.embedded.api.function.FunctionOptions;
import io.coldgate.embedded.api.function.FunctionVersion;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Lincheck runs two operations in two threads, switches between them at accesses to what they share, and compares what
 * they answer, and what is there afterwards, with both orders in which one after the other could have run: what no
 * order gives is a lost update.
 *
 * <p>No operation here returns a time or an id that is drawn, since those differ from run to run.
 */
@DisabledForJreRange(
        min = JRE.JAVA_18,
        disabledReason = "explored on the oldest JDK: the interleavings are the code's own")
@Tag("slow")
class AtomicOperationsModelTest {
    private static final String NAME = "f";

    /** A function, and what the tests ask of it. */
    abstract static class OneFunction {
        final BareCalls calls = new BareCalls();

        OneFunction() {
            calls.create(NAME);
        }
    }

    @Param(name = "n", gen = IntGen.class)
    public static final class Policies extends OneFunction {
        public Policies() {
            add(3);
        }

        @Operation
        public int add(int n) {
            return calls.status(
                    ADD_PERMISSION,
                    "{\"StatementId\":\"s%d\",\"Action\":\"*\",\"Principal\":\"*\"}".formatted(n),
                    NAME);
        }

        @Operation
        public int remove(int n) {
            return calls.status(REMOVE_PERMISSION, "", NAME, "s" + n);
        }

        @Operation
        public String get() {
            return calls.json(GET_POLICY, "", NAME).path("Policy").asText();
        }
    }

    @Test
    void policies() throws ReflectiveOperationException {
        Interleavings.check(
                Policies.class,
                "get",
                new Interleavings.Pair("add 1", "add 2"),
                new Interleavings.Pair("add 1", "add 1"),
                new Interleavings.Pair("add 1", "remove 3"),
                new Interleavings.Pair("remove 3", "remove 3"));
    }

    @Param(name = "n", gen = IntGen.class)
    public static final class Tags extends OneFunction {
        public Tags() {
            tag(3);
        }

        @Operation
        public int tag(int n) {
            return calls.status(
                    TAG_RESOURCE,
                    "{\"Tags\":{\"k%d\":\"v\"}}".formatted(n),
                    calls.function(NAME).arn());
        }

        @Operation
        public int untag(int n) {
            return calls.status(
                    UNTAG_RESOURCE,
                    Map.of("tagKeys", "k" + n),
                    "",
                    calls.function(NAME).arn());
        }

        @Operation
        public String list() {
            return calls.json(LIST_TAGS, "", calls.function(NAME).arn()).toString();
        }
    }

    @Test
    void tags() throws ReflectiveOperationException {
        Interleavings.check(
                Tags.class,
                "list",
                new Interleavings.Pair("tag 1", "tag 2"),
                new Interleavings.Pair("tag 1", "untag 3"));
    }

    @Param(name = "n", gen = IntGen.class)
    public static final class AliasesAndVersions extends OneFunction {
        private final String revision;

        public AliasesAndVersions() {
            calls.status(PUBLISH_VERSION, "", NAME);
            calls.status(CREATE_ALIAS, "{\"Name\":\"live\",\"FunctionVersion\":\"$LATEST\"}", NAME);
            revision =
                    calls.json(GET_ALIAS, "", NAME, "live").path("RevisionId").asText();
        }

        @Operation
        public int create(int n) {
            return calls.status(CREATE_ALIAS, "{\"Name\":\"a%d\",\"FunctionVersion\":\"1\"}".formatted(n), NAME);
        }

        @Operation
        public int update() {
            return calls.status(UPDATE_ALIAS, "{\"FunctionVersion\":\"1\"}", NAME, "live");
        }

        @Operation
        public int updateRevision(int n) {
            return calls.status(
                    UPDATE_ALIAS,
                    "{\"Description\":\"%d\",\"RevisionId\":\"%s\"}".formatted(n, revision),
                    NAME,
                    "live");
        }

        @Operation
        public int delete() {
            return calls.status(DELETE_ALIAS, "", NAME, "live");
        }

        @Operation
        public int deleteVersion() {
            return calls.status(DELETE_FUNCTION, Map.of("Qualifier", "1"), "", NAME);
        }

        @Operation
        public String list() {
            StringBuilder all = new StringBuilder();
            calls.json(LIST_ALIASES, "", NAME)
                    .path("Aliases")
                    .forEach(alias -> all.append(alias.path("Name").asText())
                            .append("->")
                            .append(alias.path("FunctionVersion").asText())
                            .append(alias.path("Description").asText())
                            .append(' '));
            return all.toString();
        }
    }

    @Test
    void aliasesAndVersions() throws ReflectiveOperationException {
        Interleavings.check(
                AliasesAndVersions.class,
                "list",
                new Interleavings.Pair("updateRevision 1", "updateRevision 2"),
                new Interleavings.Pair("update", "updateRevision 1"),
                new Interleavings.Pair("update", "delete"),
                new Interleavings.Pair("create 1", "deleteVersion"),
                new Interleavings.Pair("update", "deleteVersion"),
                new Interleavings.Pair("create 1", "create 1"));
    }

    @Param(name = "n", gen = IntGen.class)
    public static final class EventConfigurations extends OneFunction {
        public EventConfigurations() {
            put(1);
        }

        @Operation
        public int put(int n) {
            return calls.status(PUT_EVENT_CONFIG, "{\"MaximumRetryAttempts\":%d}".formatted(n), NAME);
        }

        @Operation
        public int updateRetries() {
            return calls.status(UPDATE_EVENT_CONFIG, "{\"MaximumRetryAttempts\":0}", NAME);
        }

        @Operation
        public int updateAge() {
            return calls.status(UPDATE_EVENT_CONFIG, "{\"MaximumEventAgeInSeconds\":60}", NAME);
        }

        @Operation
        public int delete() {
            return calls.status(DELETE_EVENT_CONFIG, "", NAME);
        }

        @Operation
        public String get() {
            FunctionOptions.EventConfig config = calls.function(NAME).options().eventConfig("$LATEST");
            return config == null ? "none" : config.retries() + " " + config.ageSeconds();
        }
    }

    @Test
    void eventConfigurations() throws ReflectiveOperationException {
        Interleavings.check(
                EventConfigurations.class,
                "get",
                new Interleavings.Pair("updateRetries", "updateAge"),
                new Interleavings.Pair("put 2", "updateAge"),
                new Interleavings.Pair("delete", "updateAge"));
    }

    /** Two functions of one account; one of them is deleted and made anew. */
    public static final class Concurrency {
        private final BareCalls calls = new BareCalls();

        public Concurrency() {
            calls.create("f1");
            calls.create("f2");
        }

        @Operation
        public int first() {
            return calls.status(PUT_FUNCTION_CONCURRENCY, "{\"ReservedConcurrentExecutions\":600}", "f1");
        }

        @Operation
        public int second() {
            return calls.status(PUT_FUNCTION_CONCURRENCY, "{\"ReservedConcurrentExecutions\":500}", "f2");
        }

        @Operation
        public int release() {
            return calls.status(DELETE_FUNCTION_CONCURRENCY, "", "f1");
        }

        @Operation
        public int delete() {
            return calls.status(DELETE_FUNCTION, "", "f2");
        }

        @Operation
        public int create() {
            return calls.create("f2");
        }

        @Operation
        public int reserved() {
            return calls.reserved();
        }
    }

    @Test
    void concurrency() throws ReflectiveOperationException {
        Interleavings.check(
                Concurrency.class,
                "reserved",
                new Interleavings.Pair("first", "second"),
                new Interleavings.Pair("second", "delete"),
                new Interleavings.Pair("second", "second"),
                new Interleavings.Pair("delete", "create"));
    }

    @Param(name = "n", gen = IntGen.class)
    public static final class ConfigurationAndCode extends OneFunction {
        private final String revision = calls.json(GET_FUNCTION_CONFIGURATION, "", NAME)
                .path("RevisionId")
                .asText();

        @Operation
        public int memory(int n) {
            return calls.status(UPDATE_FUNCTION_CONFIGURATION, "{\"MemorySize\":%d}".formatted(200 + n), NAME);
        }

        @Operation
        public int timeout(int n) {
            return calls.status(UPDATE_FUNCTION_CONFIGURATION, "{\"Timeout\":%d}".formatted(20 + n), NAME);
        }

        @Operation
        public int ofRevision(int n) {
            return calls.status(
                    UPDATE_FUNCTION_CONFIGURATION,
                    "{\"Timeout\":%d,\"RevisionId\":\"%s\"}".formatted(20 + n, revision),
                    NAME);
        }

        @Operation
        public int code(int n) {
            return calls.status(
                    UPDATE_FUNCTION_CODE, "{\"ZipFile\":\"%s\"}".formatted(BareCalls.zip("code" + n)), NAME);
        }

        @Operation
        public String publish() {
            return calls.json(PUBLISH_VERSION, "", NAME).path("Version").asText();
        }

        @Operation
        public String get() {
            StringBuilder all = new StringBuilder();
            for (FunctionVersion version : calls.function(NAME).allVersions()) {
                all.append(version.version())
                        .append(' ')
                        .append(version.settings().memoryMegabytes())
                        .append(' ')
                        .append(version.settings().timeoutSeconds())
                        .append(' ')
                        .append(version.code().sha256(), 0, 4)
                        .append("; ");
            }
            return all.toString();
        }
    }

    @Test
    void configurationAndCode() throws ReflectiveOperationException {
        Interleavings.check(
                ConfigurationAndCode.class,
                "get",
                new Interleavings.Pair("memory 1", "timeout 1"),
                new Interleavings.Pair("memory 1", "code 1"),
                new Interleavings.Pair("ofRevision 1", "ofRevision 2"),
                new Interleavings.Pair("code 1", "publish"),
                new Interleavings.Pair("publish", "publish"));
    }
}
