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
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.util.LoggingLevel;
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
    private static final int INTERLEAVINGS = Integer.getInteger("coldgate.lincheck.interleavings", 60);
    private static final long INVOCATION_LIMIT_MILLIS = 300_000;
    private static final int LONGEST_LOOP = 1_000_000;
    private static final String NAME = "f";

    /** Two operations at once, as {@code method} or {@code method argument}. */
    private record Pair(String one, String other) {}

    /** Runs each pair on a new instance, and then {@code look}. */
    private static void check(Class<?> operations, String look, Pair... pairs) throws ReflectiveOperationException {
        warmUp(operations);
        ModelCheckingOptions options = new ModelCheckingOptions()
                .iterations(0)
                .invocationsPerIteration(INTERLEAVINGS)
                // JSON, ids, packages: each call has its own, so nothing in there can be changed by another thread.
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(AtomicOperationsModelTest::isPrivateToCall)
                        .allMethods()
                        .ignore())
                // Loops over long strings are no livelock; one would end at the time limit.
                .loopBound(LONGEST_LOOP)
                // Ten seconds otherwise, and the first invocation instruments hundreds of classes.
                .invocationTimeout$lincheck(INVOCATION_LIMIT_MILLIS)
                // Below it are warnings on records, whose fields it can't address and need not.
                .logLevel(LoggingLevel.ERROR);
        for (Pair pair : pairs) {
            options.addCustomScenario(new ExecutionScenario(
                    List.of(),
                    List.of(List.of(actor(operations, pair.one())), List.of(actor(operations, pair.other()))),
                    List.of(actor(operations, look)),
                    null));
        }
        options.check(operations);
    }

    private static Actor actor(Class<?> operations, String call) throws NoSuchMethodException {
        String[] words = call.split(" ", -1);
        return words.length == 1
                ? new Actor(operations.getMethod(words[0]), List.of())
                : new Actor(operations.getMethod(words[0], int.class), List.of(Integer.valueOf(words[1])));
    }

    // Whatever happens once only, such as the linking of lambdas, would make the first invocation unlike the others.
    private static void warmUp(Class<?> operations) throws ReflectiveOperationException {
        Object instance = operations.getConstructor().newInstance();
        for (int round = 0; round < 2; round++) {
            for (Method method : operations.getMethods()) {
                if (method.isAnnotationPresent(Operation.class)) {
                    Object[] arguments = new Object[method.getParameterCount()];
                    Arrays.fill(arguments, 1);
                    method.invoke(instance, arguments);
                }
            }
        }
    }

    private static boolean isPrivateToCall(String className) {
        return className.startsWith("com.fasterxml.")
                || className.startsWith("io.coldgate.embedded.api.wire.")
                || className.startsWith("java.util.regex.")
                || className.startsWith("java.util.Formatter")
                || className.startsWith("java.util.zip.")
                || className.startsWith("io.coldgate.embedded.api.function.CodeStore")
                || className.startsWith("io.coldgate.embedded.api.function.PackageFiles")
                || className.startsWith("io.coldgate.embedded.api.function.SettingsReader")
                || className.startsWith("io.coldgate.embedded.api.function.FunctionRef")
                || className.startsWith("io.coldgate.embedded.api.function.Constraints");
    }

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
        check(
                Policies.class,
                "get",
                new Pair("add 1", "add 2"),
                new Pair("add 1", "add 1"),
                new Pair("add 1", "remove 3"),
                new Pair("remove 3", "remove 3"));
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
        check(Tags.class, "list", new Pair("tag 1", "tag 2"), new Pair("tag 1", "untag 3"));
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
        check(
                AliasesAndVersions.class,
                "list",
                new Pair("updateRevision 1", "updateRevision 2"),
                new Pair("update", "updateRevision 1"),
                new Pair("update", "delete"),
                new Pair("create 1", "deleteVersion"),
                new Pair("update", "deleteVersion"),
                new Pair("create 1", "create 1"));
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
        check(
                EventConfigurations.class,
                "get",
                new Pair("updateRetries", "updateAge"),
                new Pair("put 2", "updateAge"),
                new Pair("delete", "updateAge"));
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
        check(
                Concurrency.class,
                "reserved",
                new Pair("first", "second"),
                new Pair("second", "delete"),
                new Pair("second", "second"),
                new Pair("delete", "create"));
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
        check(
                ConfigurationAndCode.class,
                "get",
                new Pair("memory 1", "timeout 1"),
                new Pair("memory 1", "code 1"),
                new Pair("ofRevision 1", "ofRevision 2"),
                new Pair("code 1", "publish"),
                new Pair("publish", "publish"));
    }
}
