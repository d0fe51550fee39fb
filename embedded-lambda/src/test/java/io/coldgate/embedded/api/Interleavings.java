package io.coldgate.embedded.api;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.util.LoggingLevel;

/**
 * Interleavings of two operations, which Lincheck explores: switches between the threads at accesses to what they
 * share.
 */
final class Interleavings {
    private static final int INTERLEAVINGS = Integer.getInteger("coldgate.lincheck.interleavings", 60);
    private static final long INVOCATION_LIMIT_MILLIS = 300_000;
    private static final int LONGEST_LOOP = 1_000_000;

    private Interleavings() {}

    /** Two operations at once, as {@code method} or {@code method argument}. */
    record Pair(String one, String other) {}

    /** Runs each pair on a new instance, and then {@code look}. */
    static void check(Class<?> operations, String look, Pair... pairs) throws ReflectiveOperationException {
        warmUp(operations);
        ModelCheckingOptions options = new ModelCheckingOptions()
                .iterations(0)
                .invocationsPerIteration(INTERLEAVINGS)
                // JSON, ids, packages: each call has its own, so nothing in there can be changed by another thread.
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(Interleavings::isPrivateToCall)
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
                || className.startsWith("io.coldgate.embedded.api.function.FunctionCode")
                || className.startsWith("io.coldgate.embedded.api.function.PackageFiles")
                || className.startsWith("io.coldgate.embedded.api.function.SettingsReader")
                || className.startsWith("io.coldgate.embedded.api.function.FunctionRef")
                || className.startsWith("io.coldgate.embedded.api.function.Constraints");
    }
}
