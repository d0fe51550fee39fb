package io.coldgate.thresholds;

import java.util.EnumMap;
import java.util.Map;

/**
 * The settings of {@code defaults} or of one function.
 *
 * @param base those for every platform
 * @param platforms those under {@code platforms}
 */
record Layer(Settings base, Map<PlatformName, Settings> platforms) {
    static Layer empty() {
        return new Layer(new Settings(), new EnumMap<>(PlatformName.class));
    }

    /** What counts on the platform, laid over what is inherited. */
    Settings on(PlatformName platform, Settings inherited) {
        Settings general = base.over(inherited);
        Settings special = platforms.get(platform);
        return special == null ? general : special.over(general);
    }
}
