package io.coldgate.github;

import io.coldgate.forge.CiRun;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment in which a runner starts a step.
 * <a href="https://docs.github.com/actions/reference/workflows-and-actions/variables">Variables</a>.
 *
 * @param environment the process's variables
 */
public record Runner(Map<String, String> environment) {
    private static final String REPOSITORY = "[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}";

    /** Copies the map. */
    public Runner {
        environment = Map.copyOf(environment);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the file for the job summary. */
    public Optional<Path> summaryFile() {
        return value("GITHUB_STEP_SUMMARY").map(Path::of);
    }

    /** Returns the file for the step's outputs. */
    public Optional<Path> outputFile() {
        return value("GITHUB_OUTPUT").map(Path::of);
    }

    /** Returns the folder of the checkout. */
    public Optional<Path> workspace() {
        return value("GITHUB_WORKSPACE").map(Path::of);
    }

    /** Returns {@code OWNER/NAME}. */
    public Optional<String> repository() {
        return value("GITHUB_REPOSITORY").filter(name -> name.matches(REPOSITORY));
    }

    /** Returns the event that started the workflow. */
    public String event() {
        return value("GITHUB_EVENT_NAME").orElse("");
    }

    /** Returns the file with the event's payload. */
    public Optional<Path> payload() {
        return value("GITHUB_EVENT_PATH").map(Path::of);
    }

    /** Returns the address of the API. */
    public URI api() {
        return URI.create(value("GITHUB_API_URL").orElse("https://api.github.com"));
    }

    /** Returns the missing variables of a workflow run, as text; empty if none is missing. */
    public String missing() {
        List<String> names = new ArrayList<>();
        if (repository().isEmpty()) {
            names.add("GITHUB_REPOSITORY (OWNER/NAME)");
        }
        if (payload().isEmpty()) {
            names.add("GITHUB_EVENT_PATH");
        }
        return String.join(" and ", names);
    }

    /** Returns the token for API requests, which is never shown. */
    public Optional<String> token() {
        return value("GITHUB_TOKEN");
    }

    /** Returns this run. */
    public CiRun run() {
        return new CiRun(number("GITHUB_RUN_ID", 0), number("GITHUB_RUN_ATTEMPT", 1));
    }

    private long number(String name, long otherwise) {
        return value(name)
                .filter(text -> text.matches("[0-9]{1,9}|[0-9]{10,18}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }

    /** Returns the page of a run; empty if this is not the run of a workflow. */
    public Optional<String> page(CiRun run) {
        return run.id() == 0
                ? Optional.empty()
                : repository()
                        .map(name -> value("GITHUB_SERVER_URL").orElse("https://github.com") + "/" + name
                                + "/actions/runs/" + run.id());
    }
}
