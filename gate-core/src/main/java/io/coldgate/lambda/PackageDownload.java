package io.coldgate.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The package of a deployed function, from the address that AWS gives for it. */
final class PackageDownload {
    /** For the largest package, over a slow line. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** Lambda takes no larger zip in a request; a larger one cannot be deployed as a copy. */
    private static final int LARGEST_ZIP = 52_428_800;

    private PackageDownload() {}

    /**
     * Returns the package.
     *
     * @param name the function's, for messages
     * @param location its address, a secret for some minutes: it is in no message
     * @param limit how long it may take until its last byte
     * @throws CallException when it cannot be read, is not read in time, or cannot be uploaded again
     */
    static byte[] of(String name, String location, Duration limit) throws CallException, InterruptedException {
        try {
            HttpClient http = HttpClient.newBuilder().connectTimeout(limit).build();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(location)).timeout(limit).build();
            // The request's timeout ends with the response's head.
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw unreadable(name, "HTTP " + response.statusCode());
                }
                return read(name, body, limit);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(name, e.getClass().getSimpleName());
        }
    }

    private static byte[] read(String name, InputStream body, Duration limit) throws CallException, IOException {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    close(body);
                },
                CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS));
        try {
            byte[] zip = body.readNBytes(LARGEST_ZIP + 1);
            if (zip.length > LARGEST_ZIP) {
                throw new CallException(
                        CallException.Kind.REFUSED,
                        "the package of " + name + " is larger than the " + LARGEST_ZIP
                                + " bytes that can be uploaded as a copy: measure it with in-place: true");
            }
            if (!late.get()) {
                return zip;
            }
        } catch (IOException e) {
            if (!late.get()) {
                throw e;
            }
        } finally {
            end.cancel(false);
        }
        throw unreadable(name, "it did not end within " + limit.toSeconds() + " s");
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // Its reader sees that it has ended.
            System.getLogger(PackageDownload.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
        }
    }

    private static CallException unreadable(String name, String why) {
        return new CallException(CallException.Kind.UNAVAILABLE, "the package of " + name + " cannot be read: " + why);
    }
}
