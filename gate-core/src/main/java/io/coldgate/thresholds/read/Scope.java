package io.coldgate.thresholds.read;

import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.value.Settings;
import java.util.EnumMap;
import java.util.Map;

/**
 * The settings of {@code defaults} or of one function.
 *
 * @param base the settings for every platform
 * @param platforms the settings under {@code platforms}
 */
record Scope(Settings base, Map<PlatformName, Settings> platforms) {
    static Scope empty() {
        return new Scope(new Settings(), new EnumMap<>(PlatformName.class));
    }

    /** Returns the settings for the platform, laid over the inherited ones. */
    Settings on(PlatformName platform, Settings inherited) {
        Settings general = base.over(inherited);
        Settings special = platforms.get(platform);
        return special == null ? general : special.over(general);
    }
}
