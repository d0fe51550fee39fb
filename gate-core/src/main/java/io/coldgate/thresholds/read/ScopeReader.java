package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.OwnMetric;
import io.coldgate.thresholds.Payload;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Target;
import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.PlatformNames;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads {@code defaults}, a function, and the entries of their {@code platforms}. */
final class ScopeReader {
    /** The kind of a mapping of settings; each kind allows different keys. */
    enum Place {
        DEFAULTS(Keys.DEFAULTS),
        FUNCTION(Keys.FUNCTION),
        PLATFORM(Keys.PLATFORM),
        LOCALSTACK(Keys.LOCALSTACK);

        private final List<String> keys;

        Place(List<String> keys) {
            this.keys = keys;
        }

        private boolean isPlatform() {
            return this == PLATFORM || this == LOCALSTACK;
        }
    }

    /** Settings whose names limits refer to. */
    private static final Set<String> NAMING = Set.of(OwnMetric.KEY.name(), Payload.KEY.name());

    private final SettingReader settings;
    private final OwnMetricsReader own = new OwnMetricsReader();
    private final PayloadsReader payloads;

    ScopeReader(RepositoryPaths paths) {
        this.payloads = new PayloadsReader(paths);
        this.settings = new SettingReader(paths, own, payloads);
    }

    /** Returns the settings below the field; wrong ones are reported and left out. */
    Scope read(Field field, Place place) {
        Scope layer = Scope.empty();
        own.enter(place);
        payloads.enter(place);
        for (Field child : namesFirst(field.children("a mapping of settings"))) {
            if (child.key().equals(Target.PLATFORMS.name()) && !place.isPlatform()) {
                layer.base().mark(Target.PLATFORMS, child, Settings.Mark.CONTAINER);
                readPlatforms(child, layer);
            } else if (isKnown(child, place, layer.base())) {
                settings.read(child, layer.base(), place == Place.DEFAULTS);
            }
        }
        own.leave(place);
        return layer;
    }

    /** Returns the children with naming keys first, because limits may refer to names further down in the file. */
    private static List<Field> namesFirst(List<Field> children) {
        List<Field> ordered = new ArrayList<>(children);
        ordered.sort(Comparator.comparing(child -> !NAMING.contains(child.key())));
        return ordered;
    }

    private void readPlatforms(Field field, Scope layer) {
        for (Field child : field.children("a mapping of platforms")) {
            PlatformName platform = PlatformNames.ofKey(child.key()).orElse(null);
            if (platform == null) {
                child.unknownKey("platform", Keys.PLATFORMS);
                continue;
            }
            Place place = platform == PlatformName.LOCALSTACK ? Place.LOCALSTACK : Place.PLATFORM;
            Settings special = read(child, place).base();
            if (platform == PlatformName.EMBEDDED) {
                refuseCloud(special, child.mistakes());
            }
            BaselineReader.checkPlatform(special, platform, child.mistakes());
            layer.platforms().put(platform, special);
        }
    }

    private static void refuseCloud(Settings special, Mistakes mistakes) {
        for (String key : Keys.CLOUD) {
            if (Keys.EMBEDDED.contains(key)) {
                continue;
            }
            special.setting(new Key<>(key))
                    .ifPresent(setting -> mistakes.add(
                            setting.key(),
                            setting.path(),
                            key.equals("role")
                                    ? "the embedded platform has no roles: remove it, or put it under aws"
                                    : "the embedded platform has no " + key + ": remove it, or put it under aws"));
        }
    }

    private static boolean isKnown(Field child, Place place, Settings into) {
        if (place.keys.contains(child.key())) {
            return true;
        }
        if (Keys.CLOUD.contains(child.key())) {
            child.wrongKey("not a default: put it under functions.NAME or defaults.platforms.aws");
        } else if (child.key().equals(Target.ENDPOINT.name())) {
            child.wrongKey("of LocalStack only: put it under platforms.localstack");
        } else if (place.isPlatform() && Keys.FUNCTION.contains(child.key())) {
            child.wrongKey("cannot differ by platform: put it one level up");
        } else if (Keys.METRICS.contains(child.key())) {
            child.wrongKey("a metric: put it under budgets");
            into.mark(Limits.BUDGETS.below(child.key()), child, Settings.Mark.WRONG);
        } else if (place == Place.DEFAULTS && child.key().equals("description")) {
            child.wrongKey("not a default: put it at the top or under a function");
        } else {
            child.unknownKey("key", place.keys);
            DidYouMean.closest(child.key(), place.keys)
                    .map(Key::new)
                    .filter(meant -> into.setting(meant).isEmpty())
                    .ifPresent(meant -> into.mark(meant, child, Settings.Mark.WRONG));
        }
        return false;
    }
}
