package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Sizes;
import io.coldgate.embedded.runtime.code.InvalidArchiveException;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.embedded.runtime.environment.Environments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accepts code: hands zips to the environments, and keeps them for the download that GetFunction points to; finds
 * images.
 */
public final class FunctionCode implements AutoCloseable {
    private static final String BAD_ZIP =
            "Could not unzip uploaded file. Please check your file, then try to upload again.";
    private final Environments environments;
    private final PackageFiles files;

    /** Keeps zips in files of {@code folder}, which is created when it is first needed. */
    public FunctionCode(Environments environments, Path folder) {
        this.environments = environments;
        this.files = new PackageFiles(folder);
    }

    /** Accepts the code of a request; refuses code that AWS refuses, and code that is stored elsewhere. */
    public StoredCode take(Fields code) {
        String image = code.text("ImageUri");
        if (image != null) {
            return find(image);
        }
        if (code.has("S3Bucket") || code.has("S3Key")) {
            throw ApiException.invalid(
                    "The embedded Lambda takes ZipFile: there is no S3 here. Send the package itself as ZipFile.");
        }
        byte[] zip = code.zipFile();
        if (zip == null) {
            throw ApiException.invalid("Please provide a source for function code.");
        }
        if (zip.length == 0) {
            throw ApiException.invalid("Uploaded file must be a non-empty zip");
        }
        if (zip.length > Sizes.ZIP_BYTES) {
            throw new ApiException(
                    ErrorType.REQUEST_ENTITY_TOO_LARGE,
                    "Zipped size must be smaller than " + Sizes.ZIP_BYTES + " bytes");
        }
        return store(zip);
    }

    private StoredCode find(String image) {
        try {
            return environments.find(image);
        } catch (ContainerException e) {
            throw ApiException.invalid(
                    "Source image " + image + " is not valid. Provide a valid source image. (" + e.getMessage() + ")");
        }
    }

    private StoredCode store(byte[] zip) {
        try {
            StoredCode stored = environments.store(zip);
            files.keep(key(stored), zip);
            return stored;
        } catch (IOException e) {
            throw HostFault.ofPackage(e);
        } catch (InvalidArchiveException e) {
            throw ApiException.invalid(
                    switch (e.reason()) {
                        case NOT_A_ZIP -> BAD_ZIP;
                        case UNZIPPED_TOO_LARGE -> tooLarge();
                        case TRAVERSAL, UNSAFE_ENTRY, NAME_TOO_LONG, TOO_MANY_ENTRIES ->
                            BAD_ZIP + " (" + e.getMessage() + ")";
                    });
        }
    }

    /** Fails when code and layers together are too large. */
    public static void requireFits(StoredCode code, List<LayerVersion> layers) {
        long sum = code.unzippedBytes();
        for (LayerVersion layer : layers) {
            sum += layer.code().unzippedBytes();
        }
        if (sum > Sizes.UNZIPPED_BYTES) {
            throw ApiException.invalid(tooLarge());
        }
    }

    private static String tooLarge() {
        return "Unzipped size must be smaller than " + Sizes.UNZIPPED_BYTES + " bytes";
    }

    /** Returns the key that identifies the zip in a download's path. */
    public static String key(StoredCode code) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(code.sha256()));
    }

    /** The zip's bytes, or null when no zip has that key. */
    public byte @Nullable [] read(String key) throws IOException {
        return files.read(key);
    }

    @Override
    public void close() {
        files.close();
    }
}
