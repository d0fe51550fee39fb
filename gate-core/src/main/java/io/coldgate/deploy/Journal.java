package io.coldgate.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A journal of changes to an existing function, written to disk before the function is changed. The file is locked
 * while its run is alive; a killed run leaves it unlocked, and the next run undoes the change. It contains only a
 * fingerprint of the function's variables: the gate adds a single variable, and removing that restores the original
 * set.
 */
final class Journal implements AutoCloseable {
    static final String SUFFIX = ".restore";
    private static final String VERSION = "1";

    private final JournalFile file;
    private final Entry entry;

    /**
     * An entry of the journal.
     *
     * @param function the function's ARN, without a qualifier
     * @param region its region
     * @param endpoint the host of a service compatible with AWS; empty for AWS
     * @param environmentSha256 fingerprint of its variables
     */
    record Entry(String function, String region, String endpoint, String environmentSha256) {
        /** Returns the entry of an ARN, whose fourth part is the region. */
        static Entry of(String arn, String endpoint, String environmentSha256) {
            String[] parts = arn.split(":", -1);
            return new Entry(arn, parts.length > 3 ? parts[3] : "", endpoint, environmentSha256);
        }
    }

    private Journal(JournalFile file, Entry entry) {
        this.file = file;
        this.entry = entry;
    }

    /** Writes a journal and flushes it to the disk. */
    static Journal create(Path folder, String runId, Entry entry) throws IOException {
        String function = entry.function().substring(entry.function().lastIndexOf(':') + 1);
        Properties properties = new Properties();
        properties.setProperty("version", VERSION);
        properties.setProperty("function", entry.function());
        properties.setProperty("region", entry.region());
        properties.setProperty("endpoint", entry.endpoint());
        properties.setProperty("environment-sha256", entry.environmentSha256());
        return new Journal(JournalFile.create(folder.resolve(function + "-" + runId + SUFFIX), properties), entry);
    }

    /** Opens a journal whose run is dead; empty when the run is alive, or when the file is not a journal. */
    static Optional<Journal> adopt(Path path) throws IOException {
        Optional<JournalFile> file = JournalFile.adopt(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Properties properties = file.get().properties();
        String function = properties.getProperty("function", "");
        String sha256 = properties.getProperty("environment-sha256", "");
        if (function.isEmpty() || sha256.isEmpty()) {
            // Truncated while being written: the function had not been changed yet.
            file.get().delete();
            return Optional.empty();
        }
        return Optional.of(new Journal(file.get(), Entry.of(function, properties.getProperty("endpoint", ""), sha256)));
    }

    Entry entry() {
        return entry;
    }

    /** Removes the journal after its change is undone. */
    void delete() throws IOException {
        file.delete();
    }

    /** Leaves the journal to the next run. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
