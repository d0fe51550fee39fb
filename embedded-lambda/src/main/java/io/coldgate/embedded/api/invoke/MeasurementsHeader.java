package io.coldgate.embedded.api.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.runtime.log.Measurements;

/** The response header with an invocation's measurements: {@code X-Coldgate-Measurements}, one line of JSON. */
public final class MeasurementsHeader {
    /** The header's name. AWS does not send it; clients that do not know it ignore it. */
    public static final String NAME = "X-Coldgate-Measurements";

    private MeasurementsHeader() {}

    /** The header's value; measurements that are missing are left out. */
    public static String value(Measurements measured) {
        ObjectNode json = Json.object()
                .put("environment", measured.environmentId())
                .put("pid", measured.pid())
                .put("cold", measured.cold())
                .put("unpackNanos", measured.unpackNanos())
                .put("sandboxNanos", measured.sandboxNanos());
        measured.initNanos().ifPresent(nanos -> json.put("initNanos", nanos));
        measured.initCpuNanos().ifPresent(nanos -> json.put("initCpuNanos", nanos));
        measured.initWaitNanos().ifPresent(nanos -> json.put("initWaitNanos", nanos));
        measured.initLeastNanos().ifPresent(nanos -> json.put("initLeastNanos", nanos));
        measured.majorFaults().ifPresent(count -> json.put("majorFaults", count));
        measured.initReadBytes().ifPresent(bytes -> json.put("initReadBytes", bytes));
        measured.initSockets().ifPresent(count -> json.put("initSockets", count));
        json.put("durationNanos", measured.durationNanos());
        measured.durationLeastNanos().ifPresent(nanos -> json.put("durationLeastNanos", nanos));
        json.put("billedMillis", measured.billedMillis());
        measured.maxMemoryBytes().ifPresent(bytes -> json.put("maxMemoryBytes", bytes));
        return Json.text(json);
    }
}
