package io.coldgate.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A journal of changes to an existing function, on disk before the function is changed. The file is locked as long as
 * its run lives; a killed run leaves it unlocked, and the next one takes the change back. It holds no variable of the
 * function, only a fingerprint of them: the gate adds one variable, so that taking that away restores the others.
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
     * @param region where it is
     * @param endpoint the host of a service that only behaves as AWS; empty for AWS
     * @param environmentSha256 fingerprint of its variables
     */
    record Entry(String function, String region, String endpoint, String environmentSha256) {
        /** The entry of an ARN, which has the region as its fourth part. */
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

    /** A journal whose run is dead; empty when it lives, or when the file is none. */
    static Optional<Journal> adopt(Path path) throws IOException {
        Optional<JournalFile> file = JournalFile.adopt(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Properties properties = file.get().properties();
        String function = properties.getProperty("function", "");
        String sha256 = properties.getProperty("environment-sha256", "");
        if (function.isEmpty() || sha256.isEmpty()) {
            // Cut off while it was written: the function had not been changed.
            file.get().delete();
            return Optional.empty();
        }
        return Optional.of(new Journal(file.get(), Entry.of(function, properties.getProperty("endpoint", ""), sha256)));
    }

    Entry entry() {
        return entry;
    }

    /** Removes the journal: what it says is done. */
    void delete() throws IOException {
        file.delete();
    }

    /** Leaves it for the next run. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
