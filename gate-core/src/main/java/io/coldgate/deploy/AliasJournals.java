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
 * Journals of aliases that a canary splits: each change is recorded before it is made, and a later run restores what a
 * killed one has left.
 */
public final class AliasJournals {
    static final String SUFFIX = ".alias";

    private final Path folder;
    private final Aliases aliases;
    private final String endpoint;

    /**
     * The journals of a platform.
     *
     * @param folder the folder of the journals: {@link Restoration#stateFolder}
     * @param aliases the platform's aliases
     * @param endpoint the platform's endpoint, as {@link Restoration#endpointOf} returns it
     */
    public AliasJournals(Path folder, Aliases aliases, String endpoint) {
        this.folder = folder;
        this.aliases = aliases;
        this.endpoint = endpoint;
    }

    /** A change that has been recorded and not yet undone. */
    public final class Open implements AutoCloseable {
        private final JournalFile file;
        private final AliasChange change;

        private Open(JournalFile file, AliasChange change) {
            this.file = file;
            this.change = change;
        }

        /** Undoes the change, unless somebody else has changed the alias. */
        public AliasRestored restore() throws InterruptedException {
            return AliasJournals.this.restore(change, file);
        }

        /** Removes the journal: the alias is where it should be. */
        public void forget() throws IOException {
            file.delete();
        }

        /** Leaves a change that has not been undone to a later run. */
        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Returns a change of an alias on this platform. */
    public AliasChange change(AliasState alias, List<String> candidates) {
        return new AliasChange(alias.arn(), endpoint, alias.version(), candidates);
    }

    /** Records the change in a journal; after that, the alias may be changed. */
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

    /** Undoes the changes of killed runs in that region; returns a line about each. */
    public List<CleanUpNote> restoreLeftovers(String region) throws IOException, InterruptedException {
        List<CleanUpNote> said = new ArrayList<>();
        for (Path path : JournalFile.in(folder, SUFFIX)) {
            Optional<JournalFile> file = JournalFile.noting(path, JournalFile::adopt, said);
            if (file.isEmpty()) {
                continue;
            }
            AliasChange change = AliasChange.of(file.get().properties());
            if (!change.isWhole()) {
                // Truncated while being written: the alias had not been changed yet.
                file.get().delete();
            } else if (change.endpoint().equals(endpoint) && change.region().equals(region)) {
                said.add(restore(change, file.get()).note().introduced("left by a canary that was killed: "));
            } else {
                file.get().close();
            }
        }
        return said;
    }

    /** Returns the regions in which killed runs have left changes, as far as this user may read the journals. */
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

    /**
     * Restores the alias. It belongs to the canary as long as it points to both versions, even if its revision was
     * never recorded.
     */
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
