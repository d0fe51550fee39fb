package io.coldgate.platform;

import io.coldgate.facts.Regions;
import io.coldgate.lambda.LogGroups;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.WatchedFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The part of AWS that a policy covers, and the ARNs of its resources.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param region the region; {@code *} for several or an unknown one
 * @param account the account; {@code *} for several or an unknown one
 */
record ArnScope(String partition, String region, String account) {
    /** Returns the smallest scope that contains all these functions. */
    static ArnScope of(List<FunctionSpec> functions, List<WatchedFunction> watched) {
        String region = only(Stream.concat(
                        functions.stream().map(FunctionSpec::target),
                        watched.stream().map(WatchedFunction::target))
                .map(target -> target.cloud().region().orElse("*"))
                .toList());
        String partition = Regions.partition(region);
        String account = only(functions.stream()
                .map(f -> f.configuration()
                        .role()
                        .map(role -> role.split(":", -1)[4])
                        .orElse("*"))
                .toList());
        return new ArnScope(partition, region, account);
    }

    private static String only(List<String> values) {
        Set<String> distinct = new TreeSet<>(values);
        return distinct.size() == 1 ? distinct.iterator().next() : "*";
    }

    String function(String name) {
        return "arn:" + partition + ":lambda:" + region + ":" + account + ":function:" + name;
    }

    /** Returns the functions with their versions and aliases, which IAM treats as separate resources. */
    List<String> qualifiedFunctions(Collection<String> names) {
        List<String> arns = new ArrayList<>();
        for (String name : names) {
            arns.add(function(name));
            arns.add(function(name) + ":*");
        }
        return arns;
    }

    /** Returns the log group of a function. */
    String logGroup(String function) {
        return "arn:" + partition + ":logs:" + region + ":" + account + ":log-group:" + LogGroups.usual(function);
    }

    String anyRole() {
        return "arn:" + partition + ":iam::" + account + ":role/*";
    }

    /** Returns all layers of any account. */
    String anyLayer() {
        return "arn:" + partition + ":lambda:" + region + ":*:layer:*:*";
    }

    /** Returns the repository of an image {@code ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG}. */
    String repository(String image) {
        String[] host = image.substring(0, image.indexOf('/')).split("\\.", -1);
        String path = image.substring(image.indexOf('/') + 1);
        String name = path.split("[:@]", 2)[0];
        return "arn:" + partition + ":ecr:" + host[3] + ":" + host[0] + ":repository/" + name;
    }
}
