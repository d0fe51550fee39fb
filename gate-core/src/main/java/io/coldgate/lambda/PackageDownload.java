package io.coldgate.lambda;

import io.coldgate.unit.TimedRead;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The package of a deployed function, from the address that AWS provides. */
final class PackageDownload {
    /** The time limit, for the largest package over a slow line. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** The largest zip that Lambda accepts in a request; a larger one cannot be deployed as a copy. */
    private static final int LARGEST_ZIP = 52_428_800;

    private PackageDownload() {}

    /**
     * Returns the package.
     *
     * @param name the function's name, for messages
     * @param location its address, a secret for some minutes, which no message contains
     * @param limit the time limit until the last byte
     * @throws CallException when it cannot be read, is not read in time, or cannot be uploaded again
     */
    static byte[] of(String name, String location, Duration limit) throws CallException, InterruptedException {
        try {
            HttpClient http = HttpClient.newBuilder().connectTimeout(limit).build();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(location)).timeout(limit).build();
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw unreadable(name, "HTTP " + response.statusCode());
                }
                return read(name, body, limit);
            }
        } catch (TimedRead.LateException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(name, e.getClass().getSimpleName());
        }
    }

    private static byte[] read(String name, InputStream body, Duration limit) throws CallException, IOException {
        byte[] zip = TimedRead.bytes(body, LARGEST_ZIP, limit);
        if (zip.length > LARGEST_ZIP) {
            throw new CallException(
                    CallException.Kind.REFUSED,
                    "the package of " + name + " is larger than the " + LARGEST_ZIP
                            + " bytes that can be uploaded as a copy: measure it with in-place: true");
        }
        return zip;
    }

    private static CallException unreadable(String name, String why) {
        return new CallException(CallException.Kind.UNAVAILABLE, "the package of " + name + " cannot be read: " + why);
    }
}
