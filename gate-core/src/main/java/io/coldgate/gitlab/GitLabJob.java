package io.coldgate.gitlab;

import io.coldgate.forge.CiRun;
import io.coldgate.forge.Links;
import io.coldgate.unit.ShortCommit;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The environment of a GitLab job. <a href="https://docs.gitlab.com/ci/variables/predefined_variables/">Variables</a>.
 *
 * @param environment the process's variables
 */
public record GitLabJob(Map<String, String> environment) {
    /** The variable with the token for writing notes. */
    public static final String TOKEN = "COLDGATE_GITLAB_TOKEN";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9._:/~%-]{1,1000}");

    /** Copies the map. */
    public GitLabJob {
        environment = Map.copyOf(environment);
    }

    /**
     * A merge request.
     *
     * @param project the number of its project; a fork's pipeline runs in another one
     * @param number its number within the project
     */
    public record MergeRequest(long project, long number) {}

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private Optional<Long> number(String name) {
        return value(name).filter(text -> NUMBER.matcher(text).matches()).map(Long::parseLong);
    }

    private Optional<String> address(String name) {
        return value(name).filter(text -> ADDRESS.matcher(text).matches());
    }

    /** Returns the merge request of the pipeline; empty for a pipeline of a branch or a tag. */
    public Optional<MergeRequest> mergeRequest() {
        return number("CI_MERGE_REQUEST_PROJECT_ID")
                .or(() -> number("CI_PROJECT_ID"))
                .flatMap(project -> number("CI_MERGE_REQUEST_IID").map(merge -> new MergeRequest(project, merge)));
    }

    /** Returns the address of the API; empty if this is not a GitLab job. */
    public Optional<URI> api() {
        return address("CI_API_V4_URL").map(URI::create);
    }

    /** Returns the token for API requests, which is never shown. */
    public Optional<String> token() {
        return value(TOKEN);
    }

    /** Returns the folder of the checkout; empty if this is not a GitLab job. */
    public Optional<Path> checkout() {
        return value("CI_PROJECT_DIR").map(Path::of);
    }

    /** Returns this run. A job that is run again gets a greater number in the same pipeline. */
    public CiRun run() {
        return new CiRun(
                number("CI_PIPELINE_ID").orElse(0L), number("CI_JOB_ID").orElse(0L));
    }

    /** Returns the links of a note. */
    public Links links(Optional<String> artifact) {
        // A pipeline for merged results measures a temporary merge commit; people know the branch's own commit.
        String commit = value("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")
                .or(() -> value("CI_COMMIT_SHA"))
                .filter(sha -> sha.matches("[0-9a-f]{40,64}"))
                .map(ShortCommit::of)
                .orElse("");
        return new Links(address("CI_JOB_URL"), "job", artifact, commit);
    }
}
