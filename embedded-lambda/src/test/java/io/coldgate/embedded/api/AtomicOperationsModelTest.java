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
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Test;

/**
 * Lincheck runs the operations in two threads, switches between them at every access to what they share, and compares what
 * they answer with every order in which one after the other could have run: an answer that no order gives is a lost update.
 *
 * <p>No operation here returns a time or an id that is drawn, since those differ from run to run.
 */
class AtomicOperationsModelTest {
    private static final int SCENARIOS = Integer.getInteger("coldgate.lincheck.scenarios", 6);
    private static final int INTERLEAVINGS = Integer.getInteger("coldgate.lincheck.interleavings", 50);
    private static final long INVOCATION_LIMIT_MILLIS = 300_000;
    private static final int LONGEST_LOOP = 1_000_000;
    private static final String NAME = "f";

    private static void check(Class<?> operations) throws ReflectiveOperationException {
        warmUp(operations);
        new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(0)
                .actorsPerThread(2)
                .actorsAfter(1)
                .iterations(SCENARIOS)
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
                .logLevel(LoggingLevel.ERROR)
                .check(operations);
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

    @Param(name = "n", gen = IntGen.class, conf = "1:3")
    public static final class Policies extends OneFunction {
        @Operation
        public int add(@Param(name = "n") int n) {
            return calls.status(
                    ADD_PERMISSION,
                    "{\"StatementId\":\"s%d\",\"Action\":\"*\",\"Principal\":\"*\"}".formatted(n),
                    NAME);
        }

        @Operation
        public int remove(@Param(name = "n") int n) {
            return calls.status(REMOVE_PERMISSION, "", NAME, "s" + n);
        }

        @Operation
        public String get() {
            return calls.json(GET_POLICY, "", NAME).path("Policy").asText();
        }
    }

    @Test
    void policies() throws ReflectiveOperationException {
        check(Policies.class);
    }

    @Param(name = "n", gen = IntGen.class, conf = "1:3")
    public static final class Tags extends OneFunction {
        @Operation
        public int tag(@Param(name = "n") int n) {
            return calls.status(
                    TAG_RESOURCE,
                    "{\"Tags\":{\"k%d\":\"v\"}}".formatted(n),
                    calls.function(NAME).arn());
        }

        @Operation
        public int untag(@Param(name = "n") int n) {
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
        check(Tags.class);
    }

    @Param(name = "n", gen = IntGen.class, conf = "1:2")
    public static final class AliasesAndVersions extends OneFunction {
        private final String revision;

        public AliasesAndVersions() {
            calls.status(PUBLISH_VERSION, "", NAME);
            calls.status(CREATE_ALIAS, "{\"Name\":\"live\",\"FunctionVersion\":\"$LATEST\"}", NAME);
            revision =
                    calls.json(GET_ALIAS, "", NAME, "live").path("RevisionId").asText();
        }

        @Operation
        public int create(@Param(name = "n") int n) {
            return calls.status(CREATE_ALIAS, "{\"Name\":\"a%d\",\"FunctionVersion\":\"1\"}".formatted(n), NAME);
        }

        @Operation
        public int update() {
            return calls.status(UPDATE_ALIAS, "{\"FunctionVersion\":\"1\"}", NAME, "live");
        }

        @Operation
        public int updateRevision(@Param(name = "n") int n) {
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
        check(AliasesAndVersions.class);
    }

    @Param(name = "n", gen = IntGen.class, conf = "1:2")
    public static final class EventConfigurations extends OneFunction {
        @Operation
        public int put(@Param(name = "n") int n) {
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
        check(EventConfigurations.class);
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
        check(Concurrency.class);
    }

    @Param(name = "n", gen = IntGen.class, conf = "1:2")
    public static final class ConfigurationAndCode extends OneFunction {
        private final String revision = calls.json(GET_FUNCTION_CONFIGURATION, "", NAME)
                .path("RevisionId")
                .asText();

        @Operation
        public int memory(@Param(name = "n") int n) {
            return calls.status(UPDATE_FUNCTION_CONFIGURATION, "{\"MemorySize\":%d}".formatted(200 + n), NAME);
        }

        @Operation
        public int timeout(@Param(name = "n") int n) {
            return calls.status(
                    UPDATE_FUNCTION_CONFIGURATION,
                    "{\"Timeout\":%d,\"RevisionId\":\"%s\"}".formatted(20 + n, revision),
                    NAME);
        }

        @Operation
        public int code(@Param(name = "n") int n) {
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
                        .append(version.code().sha256Base64(), 0, 4)
                        .append("; ");
            }
            return all.toString();
        }
    }

    @Test
    void configurationAndCode() throws ReflectiveOperationException {
        check(ConfigurationAndCode.class);
    }
}
