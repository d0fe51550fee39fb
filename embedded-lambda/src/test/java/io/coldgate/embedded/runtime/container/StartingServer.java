package io.coldgate.embedded.runtime.container;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process that starts a service which never becomes ready, by the engine that its argument names. */
final class StartingServer {
    private StartingServer() {}

    public static void main(String[] arguments) throws ContainerException {
        ServiceContainer.start(
                ContainerEngine.find(List.of(arguments[0])),
                new ServiceRun(ServiceRun.newName("stack"), "stack:1", 4566, "/none", Duration.ofHours(1), Map.of()));
    }
}
