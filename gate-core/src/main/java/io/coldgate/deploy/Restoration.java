package io.coldgate.deploy;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.FunctionSnapshot;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.lambda.Restored;
import io.coldgate.platform.Platform;
import io.coldgate.thresholds.PlatformName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Restores existing functions that are measured in place. */
public final class Restoration {
    private final Path folder;
    private final LambdaDriver driver;
    private final String endpoint;
    private final Map<String, Journal> open = new HashMap<>();

    /**
     * Creates a restoration.
     *
     * @param folder the folder of the journals
     * @param driver the platform's driver
     * @param endpoint the platform's endpoint, as {@link #endpointOf} returns it; changes made elsewhere are ignored
     */
    public Restoration(Path folder, LambdaDriver driver, String endpoint) {
        this.folder = folder;
        this.driver = driver;
        this.endpoint = endpoint;
    }

    /** Returns the location of the platform's functions: empty for AWS, otherwise the host or the platform's name. */
    public static String endpointOf(Platform platform) {
        return platform.facts()
                .getOrDefault(
                        "endpoint",
                        platform.name() == PlatformName.AWS
                                ? ""
                                : platform.name().key());
    }

    /**
     * Returns the folder of this user's journals: {@code COLDGATE_STATE}, or {@code coldgate} in the user's state
     * folder.
     */
    public static Path stateFolder() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("coldgate.state")),
                        Optional.ofNullable(System.getenv("COLDGATE_STATE")),
                        Optional.ofNullable(System.getenv("XDG_STATE_HOME")).map(home -> home + "/coldgate"))
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state", "coldgate"));
    }

    /** Writes the journal; after that, the function may be changed. */
    public void begin(String name, FunctionSnapshot snapshot, String runId) throws CallException {
        String sha256 = driver.useInPlace(name, snapshot);
        String arn = snapshot.configuration().functionArn();
        try {
            open.put(name, Journal.create(folder, runId, Journal.Entry.of(arn, endpoint, sha256)));
        } catch (IOException e) {
            throw new CallException(
                    CallException.Kind.REFUSED,
                    folder + " cannot be written (" + e.getMessage() + "), and without a journal " + name
                            + " is not changed: name another folder in COLDGATE_STATE",
                    e);
        }
    }

    public boolean isBegun(String name) {
        return open.containsKey(name);
    }

    /**
     * Undoes the change.
     *
     * @return a note on the result
     */
    public CleanUpNote end(String name) throws InterruptedException {
        return restore(Objects.requireNonNull(open.remove(name), name));
    }

    /**
     * Undoes the changes of killed runs.
     *
     * @param region the driver's region; changes in other regions are left
     * @return a note on each
     */
    public List<CleanUpNote> restoreLeftovers(String region) throws IOException, InterruptedException {
        List<CleanUpNote> said = new ArrayList<>();
        for (Path file : journals(said)) {
            Optional<Journal> journal = JournalFile.noting(file, Journal::adopt, said);
            if (journal.isEmpty()) {
                continue;
            }
            boolean here = isOfThisEndpoint(journal.get())
                    && journal.get().entry().region().equals(region);
            if (here) {
                said.add(restore(journal.get()).introduced("left by a run that was killed: "));
            } else {
                journal.get().close();
            }
        }
        return said;
    }

    /** Returns the regions in which killed runs have left changes, as far as this user may read the journals. */
    public List<String> leftoverRegions() throws IOException {
        List<String> regions = new ArrayList<>();
        for (Path file : JournalFile.in(folder, Journal.SUFFIX)) {
            Optional<Journal> journal = JournalFile.noting(file, Journal::adopt, new ArrayList<>());
            if (journal.isPresent()) {
                if (isOfThisEndpoint(journal.get())) {
                    regions.add(journal.get().entry().region());
                }
                journal.get().close();
            }
        }
        return regions.stream().distinct().sorted().toList();
    }

    private List<Path> journals(List<CleanUpNote> unreadable) {
        try {
            return JournalFile.in(folder, Journal.SUFFIX);
        } catch (IOException e) {
            unreadable.add(CleanUpNote.unreadable(folder, e));
            return List.of();
        }
    }

    private boolean isOfThisEndpoint(Journal journal) {
        return journal.entry().endpoint().equals(endpoint);
    }

    private CleanUpNote restore(Journal journal) throws InterruptedException {
        String function = journal.entry().function();
        try (journal) {
            Restored restored = driver.restore(function, journal.entry().environmentSha256());
            journal.delete();
            String text = switch (restored) {
                case AS_IT_WAS -> function + " is restored: its environment is, to the byte, what it was";
                case CHANGED_BY_OTHERS ->
                    function + " was changed by somebody else meanwhile: only COLDGATE_NONCE was removed from its"
                            + " environment";
                case GONE -> function + " is gone: there is nothing to restore";
            };
            return new CleanUpNote(CleanUpNote.State.RESTORED, text);
        } catch (CallException e) {
            return new CleanUpNote(
                    CleanUpNote.State.STILL_CHANGED,
                    function + " is still changed, by the variable COLDGATE_NONCE: " + e.getMessage());
        } catch (IOException e) {
            return new CleanUpNote(
                    CleanUpNote.State.RESTORED,
                    function + " is restored, but its journal could not be removed: " + e.getMessage());
        }
    }
}
