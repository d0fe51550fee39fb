package io.coldgate.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.forge.ApiException;
import io.coldgate.forge.RestApi;
import io.coldgate.unit.Pacing;
import java.net.URI;
import java.util.Map;

/** GitHub's two APIs: REST and GraphQL. */
public final class GitHubApi {
    private final RestApi rest;
    private final RestApi beside;

    /**
     * The APIs at an address.
     *
     * @param base {@code GITHUB_API_URL}
     * @param token the token for authorisation
     */
    public GitHubApi(URI base, String token, Pacing pacing) {
        RestApi.Dialect dialect = new RestApi.Dialect(
                Map.of(
                        "Authorization", "Bearer " + token,
                        "Accept", "application/vnd.github+json",
                        "X-GitHub-Api-Version", "2022-11-28"),
                "x-ratelimit-remaining",
                "x-ratelimit-reset");
        this.rest = new RestApi(base, dialect, pacing);
        // GitHub Enterprise Server has them at /api/v3 and /api/graphql.
        this.beside = new RestApi(URI.create(base.toString().replaceFirst("/api/v3/*$", "/api")), dialect, pacing);
    }

    RestApi rest() {
        return rest;
    }

    /** Sends a GraphQL query. */
    JsonNode query(String query) throws ApiException, InterruptedException {
        return beside.send("POST", "/graphql", "query", query);
    }
}
