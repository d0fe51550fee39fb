package io.coldgate.deploy;

import io.coldgate.lambda.AliasState;
import io.coldgate.lambda.Aliases;
import io.coldgate.lambda.CallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Aliases that a canary splits, and what was changed of them: written down before, and taken back by who comes next.
 */
public final class AliasJournals {
    static final String SUFFIX = ".alias";

    private final Path folder;
    private final Aliases aliases;
    private final String endpoint;

    /**
     * The journals of a platform.
     *
     * @param folder where they are: {@link Restoration#stateFolder}
     * @param aliases of the platform
     * @param endpoint the platform's, as {@link Restoration#endpointOf} gives it
     */
    public AliasJournals(Path folder, Aliases aliases, String endpoint) {
        this.folder = folder;
        this.aliases = aliases;
        this.endpoint = endpoint;
    }

    /** A change that is written down, and not taken back yet. */
    public final class Open implements AutoCloseable {
        private final JournalFile file;
        private final AliasChange change;

        private Open(JournalFile file, AliasChange change) {
            this.file = file;
            this.change = change;
        }

        /** Takes the change back, unless somebody else has changed the alias. */
        public AliasRestored restore() throws InterruptedException {
            return AliasJournals.this.restore(change, file);
        }

        /** Forgets the change: the alias leads where it shall. */
        public void forget() throws IOException {
            file.delete();
        }

        /** Leaves what is not taken back for who comes next. */
        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Returns the change as this platform's. */
    public AliasChange change(AliasState alias, List<String> candidates) {
        return new AliasChange(alias.arn(), endpoint, alias.version(), candidates);
    }

    /** Writes the change down; from here on the alias may be changed. */
    public Open begin(AliasChange change, String runId) throws CallException {
        try {
            Path path = folder.resolve(change.function() + "-" + change.alias() + "-" + runId + SUFFIX);
            return new Open(JournalFile.create(path, change.properties()), change);
        } catch (IOException e) {
            throw new CallException(
                    CallException.Kind.REFUSED,
                    folder + " cannot be written (" + e.getMessage() + "), and without a journal " + change.shown()
                            + " is not changed: name another folder in COLDGATE_STATE",
                    e);
        }
    }

    /** Takes back what killed runs have left in that region; gives a line about each. */
    public List<CleanUpNote> restoreLeftovers(String region) throws IOException, InterruptedException {
        List<CleanUpNote> said = new ArrayList<>();
        for (Path path : JournalFile.in(folder, SUFFIX)) {
            Optional<JournalFile> file = JournalFile.noting(path, JournalFile::adopt, said);
            if (file.isEmpty()) {
                continue;
            }
            AliasChange change = AliasChange.of(file.get().properties());
            if (!change.isWhole()) {
                // Cut off while it was written: the alias had not been changed.
                file.get().delete();
            } else if (change.endpoint().equals(endpoint) && change.region().equals(region)) {
                said.add(restore(change, file.get()).note().introduced("left by a canary that was killed: "));
            } else {
                file.get().close();
            }
        }
        return said;
    }

    /** Returns the regions of what killed runs have left, as far as this user may read it. */
    public List<String> leftoverRegions() throws IOException {
        List<String> regions = new ArrayList<>();
        for (Path path : JournalFile.in(folder, SUFFIX)) {
            Optional<JournalFile> file = JournalFile.noting(path, JournalFile::adopt, new ArrayList<>());
            if (file.isPresent()) {
                AliasChange change = AliasChange.of(file.get().properties());
                if (change.isWhole() && change.endpoint().equals(endpoint)) {
                    regions.add(change.region());
                }
                file.get().close();
            }
        }
        return regions;
    }

    private AliasRestored restore(AliasChange change, JournalFile file) throws InterruptedException {
        AliasRestored restored;
        try {
            restored = restored(change);
        } catch (CallException e) {
            if (e.kind() != CallException.Kind.NOT_FOUND) {
                return new AliasRestored(
                        AliasRestored.Fate.STILL_SPLIT,
                        change.shown() + " may still point to another version than " + change.stable() + ": "
                                + e.getMessage());
            }
            restored = new AliasRestored(
                    AliasRestored.Fate.GONE, change.shown() + " is gone: there is nothing to restore");
        }
        try {
            file.delete();
            return restored;
        } catch (IOException e) {
            return new AliasRestored(
                    restored.fate(), restored.text() + ", but its journal could not be removed: " + e.getMessage());
        }
    }

    /** An alias is the canary's as long as it leads to both versions; its revision may be one that nobody noted. */
    private AliasRestored restored(AliasChange change) throws CallException, InterruptedException {
        AliasState now = aliases.read(change.function(), change.alias());
        AliasRestored back = new AliasRestored(
                AliasRestored.Fate.BACK,
                change.shown() + " points to version " + change.stable() + " alone, as before");
        if (now.leadsWhere(change.stable(), Map.of())) {
            return back;
        }
        if (now.weights().isEmpty() && change.candidates().contains(now.version())) {
            return new AliasRestored(
                    AliasRestored.Fate.PROMOTED,
                    change.shown() + " points to version " + now.version() + ", which was promoted");
        }
        AliasRestored others = new AliasRestored(
                AliasRestored.Fate.CHANGED_BY_OTHERS,
                change.shown() + " was changed by somebody else, and is left as it is");
        boolean split = now.version().equals(change.stable())
                && now.weights().size() == 1
                && change.candidates().containsAll(now.weights().keySet());
        if (!split) {
            return others;
        }
        return aliases.update(change.function(), change.alias(), now, change.stable(), Map.of())
                .map(done -> back)
                .orElse(others);
    }
}
