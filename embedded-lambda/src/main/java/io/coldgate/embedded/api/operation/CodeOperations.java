package io.coldgate.embedded.api.operation;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;
import java.util.Map;

/** The download of packages, in place of the presigned S3 URL of {@code Code.Location}. */
final class CodeOperations implements Operations {
    private final Backend backend;

    CodeOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        byte[] zip = backend.code().read(call.path().get(0));
        if (zip == null) {
            throw ApiException.notFound("There is no such package.");
        }
        return new Reply(200, Map.of("Content-Type", "application/zip"), zip);
    }
}
