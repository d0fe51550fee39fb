package io.coldgate.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.lambda.OwnFunction;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.WatchedFunction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The minimal permissions on AWS that a thresholds file needs, as an IAM policy. */
public final class IamPolicy {
    /** The version of the policy language. */
    private static final String VERSION = "2012-10-17";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ArrayNode statements = mapper.createArrayNode();
    private final List<FunctionSpec> functions;
    private final List<WatchedFunction> watched;
    private final ArnScope scope;

    private IamPolicy(Thresholds thresholds) {
        this.functions =
                thresholds.functions().stream().filter(FunctionSpec::isStarted).toList();
        this.watched = thresholds.watched();
        this.scope = ArnScope.of(functions, watched);
    }

    /** Returns the policy as JSON. */
    public static String of(Thresholds thresholds) {
        return of(thresholds, List.of());
    }

    /**
     * Returns the policy as JSON.
     *
     * @param canaries deployed functions whose aliases a canary may shift
     */
    public static String of(Thresholds thresholds, List<String> canaries) {
        return new IamPolicy(thresholds).render(canaries);
    }

    private String render(List<String> canaries) {
        if (!functions.isEmpty() || watched.isEmpty()) {
            measured();
        }
        watched();
        canaries(canaries);
        ObjectNode policy = mapper.createObjectNode().put("Version", VERSION);
        policy.set("Statement", statements);
        return policy.toPrettyString() + "\n";
    }

    private void measured() {
        ownFunctions();
        add("ListFunctionsToClean", List.of("lambda:ListFunctions"), List.of("*"));
        passRole();
        add(
                "OwnLogs",
                List.of("logs:DeleteLogGroup", "logs:FilterLogEvents"),
                List.of(scope.logGroup(OwnFunction.PREFIX + "*")));
        deployedFunctions();
        vpc();
        layers();
        images();
    }

    private void watched() {
        if (watched.isEmpty()) {
            return;
        }
        add(
                "WatchLogs",
                List.of("logs:FilterLogEvents"),
                watched.stream()
                        .map(function -> scope.logGroup(function.deployedName()) + ":*")
                        .collect(Collectors.toCollection(TreeSet::new)));
        add(
                "FindLogGroups",
                List.of("lambda:GetFunction"),
                watched.stream()
                        .map(function -> scope.function(function.deployedName()))
                        .collect(Collectors.toCollection(TreeSet::new)));
        int number = 0;
        for (Map.Entry<Set<String>, Set<String>> steps :
                WatchPermissions.ofSteps(watched).entrySet()) {
            String sid = "ActOnWatched" + (number++ == 0 ? "" : String.valueOf(number));
            add(sid, steps.getValue(), scope.qualifiedFunctions(steps.getKey()));
        }
    }

    private ObjectNode add(String sid, Collection<String> actions, Collection<String> resources) {
        ObjectNode statement = statements.addObject().put("Sid", sid).put("Effect", "Allow");
        actions.forEach(statement.putArray("Action")::add);
        resources.forEach(statement.putArray("Resource")::add);
        return statement;
    }

    private void ownFunctions() {
        Set<String> actions = new TreeSet<>(List.of(
                "lambda:CreateFunction",
                "lambda:DeleteFunction",
                "lambda:GetFunction",
                "lambda:InvokeFunction",
                "lambda:ListTags",
                "lambda:TagResource",
                "lambda:UpdateFunctionConfiguration"));
        for (FunctionSpec function : functions) {
            CloudSettings cloud = function.target().cloud();
            boolean copied = cloud.function().isPresent() && cloud.snapStart().isEmpty();
            if (cloud.snapStart().orElse(copied)
                    || cloud.provisionedConcurrency().isPresent()) {
                actions.add("lambda:PublishVersion");
            }
            if (cloud.provisionedConcurrency().isPresent()) {
                actions.addAll(WatchPermissions.PROVISIONED_CONCURRENCY);
            }
        }
        add("OwnFunctions", actions, List.of(scope.function(OwnFunction.PREFIX + "*")));
    }

    /**
     * Allows passing roles. The role of a deployed function is not known here, so any role is allowed, but only for
     * Lambda.
     */
    private void passRole() {
        Set<String> roles = new TreeSet<>();
        for (FunctionSpec function : functions) {
            boolean inPlace = function.target().cloud().isInPlace();
            if (function.configuration().role().isPresent() && !inPlace) {
                roles.add(function.configuration().role().get());
            }
            function.comparison()
                    .baseline()
                    .flatMap(baseline -> baseline.change().role())
                    .ifPresent(roles::add);
            boolean unknown = function.configuration().role().isEmpty()
                    || publishedBaseline(function).isPresent()
                    || inPlace;
            if (unknown
                    && (isCopied(function) || function.configuration().role().isEmpty() && !inPlace)) {
                roles.add(scope.anyRole());
            }
        }
        if (!roles.isEmpty()) {
            add("PassRoleToLambda", List.of("iam:PassRole"), roles)
                    .putObject("Condition")
                    .putObject("StringEquals")
                    .put("iam:PassedToService", "lambda.amazonaws.com");
        }
    }

    private static Optional<String> publishedBaseline(FunctionSpec function) {
        Optional<Baseline> published = function.comparison()
                .baseline()
                .filter(baseline ->
                        baseline.alias().isPresent() || baseline.version().isPresent());
        return published.map(baseline -> function.target()
                .cloud()
                .function()
                .map(CloudSettings.DeployedFunction::name)
                .orElse(function.name()));
    }

    /**
     * Returns whether a copy of a deployed function is made, in which case it is not known here whether it has a VPC or
     * layers.
     */
    private static boolean isCopied(FunctionSpec function) {
        boolean candidate = function.target().cloud().function().isPresent()
                && (!function.target().cloud().isInPlace()
                        || function.comparison().baseline().isPresent());
        return candidate || publishedBaseline(function).isPresent();
    }

    private void deployedFunctions() {
        Set<String> read = new TreeSet<>();
        Set<String> changed = new TreeSet<>();
        for (FunctionSpec function : functions) {
            publishedBaseline(function).ifPresent(read::add);
            function.target().cloud().function().ifPresent(deployed -> {
                read.add(deployed.name());
                if (deployed.inPlace()) {
                    changed.add(deployed.name());
                }
            });
        }
        if (!read.isEmpty()) {
            add("ReadDeployedFunctions", List.of("lambda:GetFunction"), scope.qualifiedFunctions(read));
        }
        if (!changed.isEmpty()) {
            add(
                    "MeasureInPlace",
                    List.of("lambda:InvokeFunction", "lambda:UpdateFunctionConfiguration"),
                    changed.stream().map(scope::function).toList());
            add(
                    "LogsInPlace",
                    List.of("logs:FilterLogEvents"),
                    changed.stream().map(name -> scope.logGroup(name) + ":*").toList());
        }
    }

    private void canaries(List<String> names) {
        if (!names.isEmpty()) {
            add(
                    "ShiftAliases",
                    List.of("lambda:GetAlias", "lambda:GetFunction", "lambda:PublishVersion", "lambda:UpdateAlias"),
                    scope.qualifiedFunctions(names));
            add(
                    "ReadLogsOfCanaries",
                    List.of("logs:FilterLogEvents"),
                    names.stream().map(name -> scope.logGroup(name) + ":*").toList());
        }
    }

    private void vpc() {
        if (functions.stream().anyMatch(f -> !f.target().cloud().subnets().isEmpty() || isCopied(f))) {
            add(
                    "CheckVpc",
                    List.of("ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"),
                    List.of("*"));
        }
    }

    private Stream<Baseline> baselines() {
        return functions.stream().flatMap(function -> function.comparison().baseline().stream());
    }

    private void layers() {
        Set<String> layers = new TreeSet<>();
        functions.forEach(f -> layers.addAll(f.target().cloud().layers()));
        baselines().flatMap(baseline -> baseline.change().layers().stream()).forEach(layers::addAll);
        if (functions.stream()
                .anyMatch(f -> isCopied(f) && f.target().cloud().layers().isEmpty())) {
            layers.add(scope.anyLayer());
        }
        if (!layers.isEmpty()) {
            add("ReadLayers", List.of("lambda:GetLayerVersion"), layers);
        }
    }

    private void images() {
        Set<String> repositories = new TreeSet<>();
        functions.forEach(
                f -> f.target().cloud().image().ifPresent(image -> repositories.add(scope.repository(image))));
        baselines()
                .flatMap(baseline -> baseline.image().stream())
                .forEach(image -> repositories.add(scope.repository(image)));
        if (!repositories.isEmpty()) {
            add(
                    "ReadImages",
                    List.of(
                            "ecr:BatchGetImage",
                            "ecr:GetDownloadUrlForLayer",
                            "ecr:GetRepositoryPolicy",
                            "ecr:SetRepositoryPolicy"),
                    repositories);
        }
    }
}
