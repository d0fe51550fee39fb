package io.coldgate.makefile;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the targets of Makefiles that deploy something, by their own commands or by those of a target that they name.
 */
final class Deployments {
    /** A deployment tool at the beginning of a command, after variable assignments at most. */
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|[;&|(`]|\\b(?:then|do|exec|env|npx)[ \\t])"
            + "[ \\t]*+[@+-]*+[ \\t]*+(?:[A-Za-z_]\\w*+=[^\\s;&|(`]*+[ \\t]++)*+"
            + "(?:aws|cdk|sls|serverless|terraform|tofu|terragrunt|pulumi|kubectl|helm|gh|ssh|scp|rsync"
            + "|sam[ \\t]++(?:deploy|sync|package|publish|delete)|(?:git|docker)[ \\t]++push)(?![\\w./-])");

    private record Name(Path folder, String name) {}

    private Deployments() {}

    /** Returns the targets that deploy something. */
    static Set<MakeTargets.Target> of(List<MakeTargets.Target> targets) {
        Set<Name> names = targets.stream().map(Deployments::name).collect(Collectors.toSet());
        Map<Name, Set<MakeTargets.Target>> callers = new HashMap<>();
        for (MakeTargets.Target target : targets) {
            words(target)
                    .filter(names::contains)
                    .forEach(name -> callers.computeIfAbsent(name, unused -> new HashSet<>())
                            .add(target));
        }
        Set<MakeTargets.Target> deploying = targets.stream()
                .filter(target -> COMMAND.matcher(target.recipe()).find())
                .collect(Collectors.toCollection(HashSet::new));
        Deque<MakeTargets.Target> ahead = new ArrayDeque<>(deploying);
        while (!ahead.isEmpty()) {
            callers.getOrDefault(name(ahead.remove()), Set.of()).stream()
                    .filter(deploying::add)
                    .forEach(ahead::add);
        }
        return deploying;
    }

    private static Name name(MakeTargets.Target target) {
        return new Name(target.folder(), target.name());
    }

    private static Stream<Name> words(MakeTargets.Target target) {
        return Arrays.stream(target.recipe().split("[\\s;]+")).map(word -> new Name(target.folder(), word));
    }
}
