package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.read.value.CloudNames;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Runtimes;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.unit.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the cloud settings against each other. */
final class CloudChecks {
    private static final Set<Metric> OF_INIT =
            Set.of(Metric.INIT_DURATION, Metric.COLD_DURATION, Metric.RESTORE_DURATION);

    /** The settings of a copy, which a function measured in place already has. */
    private static final List<Key<?>> OF_COPIES = List.of(
            Source.BUILD,
            Source.PACKAGE,
            CloudSettings.IMAGE,
            ArtifactBudget.KEY,
            Configuration.RUNTIME,
            Configuration.HANDLER,
            Configuration.ARCHITECTURE,
            Configuration.MEMORY,
            Configuration.TIMEOUT,
            Configuration.ENVIRONMENT,
            Configuration.ROLE,
            CloudSettings.VPC,
            CloudSettings.LAYERS,
            CloudSettings.LOG_FORMAT,
            CloudSettings.SNAP_START,
            CloudSettings.PROVISIONED_CONCURRENCY,
            Sampling.COPIES);

    private final Field function;
    private final Settings merged;
    private final Mistakes mistakes;

    private CloudChecks(Field function, Settings merged, Mistakes mistakes) {
        this.function = function;
        this.merged = merged;
        this.mistakes = mistakes;
    }

    /** Reports every conflict; runs only for platforms that have such settings. */
    static void check(Field function, Settings merged, PlatformName platform, Mistakes mistakes) {
        CloudChecks checks = new CloudChecks(function, merged, mistakes);
        CloudSettings cloud = CloudReader.assemble(merged);
        checks.checkImage(cloud, platform);
        if (platform == PlatformName.EMBEDDED) {
            return;
        }
        checks.checkSource(cloud);
        checks.checkMode(cloud);
        if (!cloud.localLayers().isEmpty()) {
            checks.wrong(
                    CloudSettings.LAYERS,
                    "a layer of this repository is for the embedded platform only: publish it, and name its ARN here");
        }
        if (cloud.isInPlace()) {
            checks.checkInPlace();
        }
        if (platform == PlatformName.AWS) {
            checks.checkMetrics(cloud);
        }
    }

    /** Returns whether the function has code although no package is named. */
    static boolean hasOtherCode(Settings merged, PlatformName platform) {
        return merged.isSaid(CloudSettings.IMAGE)
                || platform != PlatformName.EMBEDDED && merged.isSaid(CloudSettings.FUNCTION);
    }

    /** Reports settings that conflict with an image, and limits on the wrong kind of package. */
    private void checkImage(CloudSettings cloud, PlatformName platform) {
        boolean image = merged.isSaid(CloudSettings.IMAGE);
        for (Key<?> key : image ? ArtifactBudget.OF_ARCHIVES : ArtifactBudget.OF_IMAGES) {
            if (merged.isSaid(key)) {
                wrong(
                        key,
                        image
                                ? "of a zip package, and this is an image: limit image, unpacked or layers"
                                : "of an image, and this is none: limit zip, unzipped or files, or write package: {"
                                        + " image: NAME }");
            }
        }
        for (Key<?> key : ArtifactBudget.OF_LAYERS) {
            if (!image && merged.isSaid(key) && cloud.localLayers().isEmpty()) {
                wrong(key, "there is no layer of this repository to look into: add layers: [./layer], or remove it");
            }
        }
        if (!image) {
            return;
        }
        if (platform == PlatformName.EMBEDDED) {
            checkEmbeddedImage();
        } else if (cloud.image().isPresent()
                && !CloudNames.isInEcr(cloud.image().get())) {
            wrong(
                    CloudSettings.IMAGE,
                    Printable.quote(cloud.image().get())
                            + ": not an image in ECR with a tag or a digest, such as " + CloudNames.ECR_EXAMPLE
                            + ": name one, or measure it on the embedded platform");
        }
    }

    private void checkEmbeddedImage() {
        if (merged.isSaid(Source.PACKAGE)) {
            wrong(CloudSettings.IMAGE, "a second source together with package: keep one of them");
        }
        if (merged.isSaid(CloudSettings.LAYERS)) {
            wrong(
                    CloudSettings.LAYERS,
                    "an image has no Lambda layers: put what they hold into the image, or use a package");
        }
        if (ConfigurationReader.isProbed(merged)) {
            wrong(
                    Configuration.PROBE,
                    "on the embedded platform a probe stands in front of each image's entry point anyway: remove"
                            + " probe");
        }
        if (merged.isSaid(Baseline.REF)) {
            wrong(
                    Baseline.REF,
                    "the candidate is an image, which is not built from a ref here: compare with another image or a"
                            + " package, which build may make, or with other settings");
        }
    }

    private void checkSource(CloudSettings cloud) {
        boolean image = merged.isSaid(CloudSettings.IMAGE);
        boolean packaged = merged.isSaid(Source.PACKAGE);
        if (image && packaged) {
            wrong(CloudSettings.IMAGE, "a second source together with package: keep one of them");
        }
        if (!packaged && !image && merged.isSaid(ArtifactBudget.KEY)) {
            wrong(ArtifactBudget.KEY, "there is no package to look into: remove artifact, or add package");
        }
        if (!packaged && merged.isSaid(Baseline.REF)) {
            wrong(
                    Baseline.REF,
                    "there is no package that could be built from a ref: add package, or compare with"
                            + " alias or version");
        }
        boolean published = merged.isSaid(Baseline.ALIAS) || merged.isSaid(Baseline.VERSION);
        if (ConfigurationReader.isProbed(merged) && (!packaged || published)) {
            wrong(
                    Configuration.PROBE,
                    "it is put into packages of this repository only: add package"
                            + (published ? ", and compare with ref or package" : "") + ", or remove probe");
        }
        if (image && cloud.snapStart().orElse(false)) {
            wrong(CloudSettings.SNAP_START, "Lambda has no SnapStart for images: remove it, or use a package");
        }
    }

    private void checkMode(CloudSettings cloud) {
        boolean snapStart = cloud.snapStart().orElse(false);
        if (snapStart && cloud.provisionedConcurrency().isPresent()) {
            wrong(CloudSettings.PROVISIONED_CONCURRENCY, "Lambda has it without SnapStart only: remove one of them");
        }
        if (cloud.provisionedConcurrency().isPresent()
                && merged.get(Sampling.FAN_OUT).orElse(1) > 1) {
            wrong(
                    Sampling.FAN_OUT,
                    "with provisioned concurrency only the first start of a version is proven: remove it, or write 1");
        }
        String runtime = ConfigurationReader.runtime(merged);
        boolean known = merged.isSaid(Configuration.RUNTIME) || !merged.isSaid(CloudSettings.FUNCTION);
        if (snapStart && known && !merged.isSaid(CloudSettings.IMAGE) && !Runtimes.SNAP_START.contains(runtime)) {
            wrong(
                    CloudSettings.SNAP_START,
                    "Lambda has no SnapStart for " + runtime + ": remove it, or use one of "
                            + String.join(", ", Runtimes.SNAP_START));
        }
    }

    private void checkInPlace() {
        for (Key<?> key : OF_COPIES) {
            Optional<Settings.Setting> own = own(key);
            if (own.isPresent()) {
                mistakes.add(
                        own.get().key(),
                        own.get().path(),
                        "in place, the function is measured as it is: remove " + key + ", or in-place");
            }
        }
    }

    private void checkMetrics(CloudSettings cloud) {
        boolean snapStart = cloud.snapStart().orElse(false);
        boolean provisioned = cloud.provisionedConcurrency().isPresent();
        for (Map.Entry<String, Settings.Setting> entry : merged.all(Object.class)) {
            Optional<Metric> metric = metric(entry.getValue().value());
            if (metric.isEmpty()) {
                continue;
            }
            String message = "";
            if (provisioned && OF_INIT.contains(metric.get())) {
                message = "with provisioned concurrency nobody waits for the init: limit duration or client_latency";
            } else if (snapStart && metric.get().equals(Metric.INIT_DURATION)) {
                message = "with SnapStart the init runs when a version is published: limit restore_duration or"
                        + " cold_duration";
            } else if (!snapStart
                    && metric.get().equals(Metric.RESTORE_DURATION)
                    && cloud.function().isEmpty()) {
                message = "only SnapStart restores: add snap-start: true, or limit init_duration";
            }
            if (!message.isEmpty()) {
                mistakes.add(entry.getValue().key(), entry.getValue().path(), message);
            }
        }
    }

    private static Optional<Metric> metric(Object value) {
        if (value instanceof Budget budget) {
            return Optional.of(budget.metric().ofAny());
        }
        return value instanceof RegressionBudget budget
                ? Optional.of(budget.metric().ofAny())
                : Optional.empty();
    }

    private Optional<Settings.Setting> own(Key<?> key) {
        return merged.setting(key).filter(setting -> setting.path().startsWith(function.path() + "."));
    }

    /** Reports a mistake at the location of the key, inherited or not. */
    private void wrong(Key<?> key, String message) {
        Optional<Settings.Setting> place = merged.setting(key);
        if (place.isPresent()) {
            mistakes.add(place.get().key(), place.get().path(), message);
        } else {
            function.wrongKey(key + ": " + message);
        }
    }
}
