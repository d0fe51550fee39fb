package io.coldgate.embedded.runtime.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Unpacked archives by their content: the same bytes are unpacked only once, regardless of how many functions, versions
 * and revisions use them. The check against the limits has to inflate everything anyway, so an archive is unpacked when
 * it is stored.
 */
public final class UnpackedCode {
    /** The maximum that Lambda stores for one account and region. */
    private static final long MAX_TOTAL_BYTES = 75L << 30;

    private final Path folder;
    private final Path layerFolder;
    private final Map<String, Stored> bySha = new HashMap<>();
    private final Map<String, Path> merged = new HashMap<>();
    private long totalBytes;

    /** A store in an existing private folder. */
    public UnpackedCode(Path folder) throws IOException {
        this.folder = Files.createDirectory(folder.resolve("code"));
        this.layerFolder = Files.createDirectory(folder.resolve("layers"));
    }

    /** One unpacked archive. */
    private record Stored(StoredCode code, Path root, AtomicLong unclaimedUnpackNanos) {}

    /** Checks and unpacks an archive, unless the same one is already stored. */
    public synchronized StoredCode store(byte[] zip) throws InvalidArchiveException, IOException {
        byte[] digest = sha256(zip);
        String sha = Base64.getEncoder().encodeToString(digest);
        Stored known = bySha.get(sha);
        if (known != null) {
            return known.code();
        }
        if (totalBytes > MAX_TOTAL_BYTES) {
            throw new IOException("unpacked code takes more than " + MAX_TOTAL_BYTES + " bytes: restart the server");
        }
        long begin = System.nanoTime();
        Path root = folder.resolve(HexFormat.of().formatHex(digest));
        // The folder has another name while it is filled, so that an incomplete folder is never mistaken for a finished
        // one.
        Path filling = Files.createTempDirectory(folder, "new-");
        boolean stored = false;
        try {
            Unpacker.Unpacked unpacked =
                    Unpacker.unpack(zip, filling, root.toString().length());
            Files.move(filling, root);
            FileModes.seal(root, unpacked.closed());
            var code = new StoredCode(sha, zip.length, unpacked.bytes());
            bySha.put(sha, new Stored(code, root, new AtomicLong(System.nanoTime() - begin)));
            totalBytes += unpacked.bytes();
            stored = true;
            return code;
        } finally {
            // A partial archive, for example after the disk was full, would obstruct the next attempt.
            if (!stored) {
                FileModes.delete(root);
            }
            FileModes.delete(filling);
        }
    }

    /** Returns the folder of the unpacked archive. */
    public synchronized Path root(StoredCode code) throws IOException {
        return stored(code).root();
    }

    /** Returns the time that unpacking took, in nanoseconds, to the first caller; 0 to all later ones. */
    public synchronized long claimUnpackNanos(StoredCode code) throws IOException {
        return stored(code).unclaimedUnpackNanos().getAndSet(0);
    }

    /** Returns a folder with all layers, a later one over an earlier one; null for no layers. */
    synchronized @Nullable public Path layers(List<StoredCode> layers) throws IOException {
        if (layers.isEmpty()) {
            return null;
        }
        var key = new StringBuilder();
        for (StoredCode layer : layers) {
            key.append(layer.sha256()).append('\n');
        }
        Path known = merged.get(key.toString());
        if (known != null) {
            return known;
        }
        Path root = Files.createTempDirectory(layerFolder, "opt-");
        boolean whole = false;
        try {
            for (StoredCode layer : layers) {
                LayerMerge.add(stored(layer).root(), root);
            }
            FileModes.seal(root, Map.of());
            whole = true;
        } finally {
            if (!whole) {
                FileModes.delete(root);
            }
        }
        merged.put(key.toString(), root);
        return root;
    }

    private Stored stored(StoredCode code) throws IOException {
        Stored stored = bySha.get(code.sha256());
        if (stored == null) {
            throw new IOException("code " + code.sha256() + " was never stored here");
        }
        return stored;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
