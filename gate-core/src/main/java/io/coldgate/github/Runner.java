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

    /** Returns where the job summary goes. */
    public Optional<Path> summaryFile() {
        return value("GITHUB_STEP_SUMMARY").map(Path::of);
    }

    /** Returns where the step's outputs go. */
    public Optional<Path> outputFile() {
        return value("GITHUB_OUTPUT").map(Path::of);
    }

    /** The checkout. */
    public Optional<Path> workspace() {
        return value("GITHUB_WORKSPACE").map(Path::of);
    }

    /** {@code OWNER/NAME}. */
    public Optional<String> repository() {
        return value("GITHUB_REPOSITORY").filter(name -> name.matches(REPOSITORY));
    }

    /** Returns what started the workflow. */
    public String event() {
        return value("GITHUB_EVENT_NAME").orElse("");
    }

    /** The event's payload. */
    public Optional<Path> payload() {
        return value("GITHUB_EVENT_PATH").map(Path::of);
    }

    /** The address of the API. */
    public URI api() {
        return URI.create(value("GITHUB_API_URL").orElse("https://api.github.com"));
    }

    /** Returns the variables that a workflow run has and that are not here, in words; empty where all are. */
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

    /** Returns what API requests are signed with. Not shown anywhere. */
    public Optional<String> token() {
        return value("GITHUB_TOKEN");
    }

    /** This run. */
    public CiRun run() {
        return new CiRun(number("GITHUB_RUN_ID", 0), number("GITHUB_RUN_ATTEMPT", 1));
    }

    private long number(String name, long otherwise) {
        return value(name)
                .filter(text -> text.matches("[0-9]{1,9}|[0-9]{10,18}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }

    /** A run's page; empty when this is no run of a workflow. */
    public Optional<String> page(CiRun run) {
        return run.id() == 0
                ? Optional.empty()
                : repository()
                        .map(name -> value("GITHUB_SERVER_URL").orElse("https://github.com") + "/" + name
                                + "/actions/runs/" + run.id());
    }
}
