package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One function with its versions and aliases, and the rules of their states. Every method is atomic. An API operation
 * that calls several methods is atomic in {@link Namespaces#on}, whose lock invocations and background changes never
 * take.
 */
public final class LambdaFunction {
    private final Object operations = new Object();
    private final Caller owner;
    private final String name;
    private final boolean snapshots;
    private final FunctionOptions options = new FunctionOptions();
    private final PublishedVersions versions = new PublishedVersions();
    private final FunctionAliases aliases = new FunctionAliases(this);
    private final LatestVersion latest;
    private boolean deleted;

    private LambdaFunction(Caller owner, String name, FunctionVersion latest, boolean snapshots) {
        this.snapshots = snapshots;
        this.owner = owner;
        this.name = name;
        this.latest = new LatestVersion(latest);
    }

    /**
     * A function that is being created, with a first version if {@code publish}.
     *
     * @param snapshots whether SnapStart has an effect
     */
    public static LambdaFunction create(
            Caller owner, String name, FunctionSettings settings, StoredCode code, boolean publish, boolean snapshots) {
        FunctionVersion.Update update = publish ? FunctionVersion.Update.IN_PROGRESS : null;
        LambdaFunction function = new LambdaFunction(
                owner, name, FunctionVersion.pending(FunctionRef.LATEST, settings, code, update), snapshots);
        if (publish) {
            function.publishPending();
        }
        return function;
    }

    /** A whole operation of the API on one function. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does the work; no other operation changes the function meanwhile. */
        T on(LambdaFunction function) throws E;
    }

    /** Does the work with no other operation on this function; null when the function is deleted. */
    <T, E extends Exception> @Nullable T exclusively(Work<T, E> work) throws E {
        synchronized (operations) {
            return isDeleted() ? null : work.on(this);
        }
    }

    private synchronized boolean isDeleted() {
        return deleted;
    }

    /** Account and region. */
    public Caller owner() {
        return owner;
    }

    /** The bare name. */
    public String name() {
        return name;
    }

    /** The ARN without qualifier. */
    public String arn() {
        return Arns.function(owner, name);
    }

    /** Settings of the function as a whole. */
    public FunctionOptions options() {
        return options;
    }

    /** The aliases of its versions. */
    public FunctionAliases aliases() {
        return aliases;
    }

    /** {@code $LATEST}, as it is shown. */
    public synchronized FunctionVersion latest() {
        return latest.shown();
    }

    /** {@code $LATEST} and the published versions, oldest first, at one moment. */
    public synchronized List<FunctionVersion> allVersions() {
        List<FunctionVersion> all = new ArrayList<>(List.of(latest.shown()));
        all.addAll(versions.all());
        return all;
    }

    /** The published versions, oldest first. */
    public synchronized List<FunctionVersion> versions() {
        return List.copyOf(versions.all());
    }

    /**
     * Returns the version that the qualifier stands for, as it is shown; null when there is none, or when the function
     * is deleted. An alias stands for its main version.
     */
    public synchronized @Nullable FunctionVersion find(@Nullable String qualifier) {
        if (deleted) {
            return null;
        }
        if (qualifier == null || qualifier.equals(FunctionRef.LATEST)) {
            return latest.shown();
        }
        Alias alias = aliases.find(qualifier);
        String version = alias == null ? qualifier : alias.version();
        if (version.equals(FunctionRef.LATEST)) {
            return latest.shown();
        }
        return FunctionRef.isVersion(version) ? versions.find(version) : null;
    }

    /** Returns the version that serves an invocation of the qualifier now; null when there is no such version. */
    public synchronized @Nullable FunctionVersion serving(@Nullable String qualifier, double draw) {
        if (deleted) {
            return null;
        }
        Alias alias = aliases.find(qualifier);
        FunctionVersion found = find(alias == null ? qualifier : alias.pick(draw));
        return found != null && found.version().equals(FunctionRef.LATEST) ? latest.next() : found;
    }

    /** Returns the specification of that version's environments. */
    public EnvironmentSpec spec(FunctionVersion version) {
        EnvironmentSpec spec = version.spec(name, owner);
        return restores(version) ? spec.with(InitializationType.SNAP_START) : spec;
    }

    /** Returns whether the version's environments are restored from a snapshot or its substitute. */
    public boolean restores(FunctionVersion version) {
        return snapshots && version.wantsSnapshot();
    }

    /** Fails with 412 unless the revision is null or that of {@code $LATEST}. */
    public synchronized void expectRevision(@Nullable String revisionId) {
        Revision.require(revisionId, latest.shown().revisionId());
    }

    /** Fails with 409 while {@code $LATEST} is being created or updated. */
    public synchronized void requireSettled() {
        latest.requireSettled(arn());
    }

    /** Begins an update; the previous configuration continues to serve until {@link #swap}. */
    public synchronized FunctionVersion update(
            @Nullable String revisionId, FunctionSettings settings, StoredCode code) {
        expectRevision(revisionId);
        requireSettled();
        latest.update(settings, code);
        return latest.shown();
    }

    /**
     * Publishes a settled {@code $LATEST}; returns the existing version when nothing has changed since it was
     * published.
     */
    public synchronized FunctionVersion publish(@Nullable String description) {
        requireSettled();
        FunctionVersion shown = latest.shown();
        FunctionVersion unchanged = versions.unchanged(shown);
        if (unchanged != null) {
            return unchanged;
        }
        FunctionSettings settings =
                description == null ? shown.settings() : shown.settings().withDescription(description);
        String number = versions.nextNumber(shown);
        FunctionVersion version = FunctionVersion.published(number, settings, shown.code(), shown.modified());
        if (restores(version)) {
            // It stays pending until its snapshot is made.
            version = FunctionVersion.pending(number, settings, shown.code(), null);
            versions.awaitSnapshot(version);
        }
        versions.add(version);
        latest.published();
        return version;
    }

    /** Publishes {@code $LATEST} while it is in progress; the version settles together with it. */
    public synchronized FunctionVersion publishPending() {
        FunctionVersion shown = latest.shown();
        FunctionVersion unchanged = versions.unchanged(shown);
        if (unchanged != null) {
            return unchanged;
        }
        String number = versions.nextNumber(shown);
        FunctionVersion version = FunctionVersion.pending(number, shown.settings(), shown.code(), null);
        versions.add(version);
        return version;
    }

    /** Returns the versions in progress: {@code $LATEST} and a version published with it. */
    public synchronized List<FunctionVersion> onTheWay() {
        List<FunctionVersion> pending = new ArrayList<>();
        if (latest.isOnTheWay()) {
            pending.add(latest.shown());
        }
        pending.addAll(versions.pending());
        return pending;
    }

    /**
     * Makes {@code $LATEST} run the configuration that it shows. Returns the environments that are no longer needed.
     *
     * @param outlives whether the previous configuration, if it ever served, serves one more invocation
     */
    synchronized List<String> swap(BooleanSupplier outlives) {
        return latest.swap(outlives);
    }

    /** Returns whether these environments serve any version of the function. */
    public synchronized boolean uses(String environments) {
        return !deleted
                && (latest.environments().contains(environments)
                        || versions.all().stream()
                                .anyMatch(version -> version.environments().equals(environments)));
    }

    /** Settles the update in progress. Returns the versions published with it that still need a snapshot. */
    synchronized List<FunctionVersion> settle() {
        List<FunctionVersion> unsnapped =
                versions.pending().stream().filter(this::restores).toList();
        unsnapped.forEach(versions::awaitSnapshot);
        latest.settle();
        versions.arrive(FunctionVersion::settled);
        return unsnapped;
    }

    /** Notes that the snapshot of a published version was made, or could not be made. */
    synchronized void arrive(FunctionVersion version, @Nullable String failure) {
        versions.arriveAlone(version.version(), failure == null ? version.settled() : version.failed(failure));
    }

    /** Notes that an update could not be prepared; the previous version continues to serve. */
    synchronized void fail(String reason) {
        latest.fail(reason);
        versions.arrive(version -> version.failed(reason));
    }

    /** Removes a published version; returns its environments, or null when there is no such version. */
    public synchronized @Nullable String removeVersion(String version) {
        if (aliases.pointTo(version)) {
            throw ApiException.conflict("Can not delete version " + version + " of " + arn()
                    + ": an alias points to it. Delete or move the alias first.");
        }
        FunctionVersion removed = versions.remove(version);
        if (removed == null) {
            return null;
        }
        options.forget(version);
        return removed.environments();
    }

    /** Marks the function as deleted; returns all its environments. */
    public synchronized List<String> delete() {
        deleted = true;
        List<String> environments = new ArrayList<>();
        versions.all().forEach(version -> environments.add(version.environments()));
        environments.addAll(latest.environments());
        return environments;
    }

    /** Assigns a new revision id to the alias or version of the qualifier. */
    public synchronized void revise(@Nullable String qualifier) {
        if (aliases.revise(qualifier)) {
            return;
        }
        if (FunctionRef.isVersion(qualifier)) {
            versions.revise(String.valueOf(qualifier));
        } else {
            latest.revise();
        }
    }

    /** The revision id of the qualifier's alias or version; null when there is none. */
    public synchronized @Nullable String revisionId(@Nullable String qualifier) {
        Alias alias = aliases.find(qualifier);
        FunctionVersion version = find(qualifier);
        return alias != null ? alias.revisionId() : version == null ? null : version.revisionId();
    }
}
