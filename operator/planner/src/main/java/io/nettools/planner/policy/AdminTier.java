package io.nettools.planner.policy;

import io.nettools.planner.policy.AdminPolicy.Kind;
import io.nettools.planner.policy.AdminPolicy.Tier;
import io.nettools.planner.policy.Answers.Reason;
import io.nettools.planner.policy.Answers.Step;
import io.nettools.planner.policy.PolicyRule.Action;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The policies of the cluster in one tier: by priority, then rule by rule; the first rule that matches decides.
 *
 * @param subject never a node: these policies act on pods without hostNetwork
 */
record AdminTier(Contact contact, Party.Pod subject, PolicySet policies, Tier tier) {
    private static final List<Step> ANY = List.of(Step.Allow, Step.Deny, Step.None);

    Answers answers() {
        Answers old = of(tier == Tier.Admin ? Kind.AdminNetworkPolicy : Kind.BaselineAdminNetworkPolicy);
        Answers current = of(Kind.ClusterNetworkPolicy);
        if (!old.touch() || !current.touch()) {
            return old.then(() -> current).leavingTier();
        }
        return old.or(current)
                .because(
                        "policies of v1alpha1 and of v1alpha2 both match, and their order is not defined",
                        Optional.empty())
                .leavingTier();
    }

    private Answers of(Kind kind) {
        PolicySet.Read<AdminPolicy> read = policies.of(kind);
        TreeMap<Integer, List<AdminPolicy>> byPriority = read.policies().stream()
                .filter(policy -> policy.tier() == tier)
                .collect(Collectors.groupingBy(AdminPolicy::priority, TreeMap::new, Collectors.toList()));
        Answers answers = Answers.nothing();
        for (List<AdminPolicy> equal : byPriority.values()) {
            answers = answers.then(() -> together(equal));
        }
        return read.missing().isEmpty()
                ? answers
                : answers.or(Answers.unknown(ANY, Optional.empty(), kind + ": " + read.missing()));
    }

    /** Of one priority: the order among them is the plugin's. */
    private Answers together(List<AdminPolicy> equal) {
        List<Answers> matching =
                equal.stream().map(this::of).filter(Answers::touch).toList();
        if (matching.size() < 2) {
            return matching.stream().findFirst().orElseGet(Answers::nothing);
        }
        Answers all = matching.getFirst();
        for (Answers one : matching.subList(1, matching.size())) {
            all = all.or(one);
        }
        boolean sure = matching.stream().anyMatch(one -> !one.possible().containsKey(Step.None));
        Answers last = sure ? all.without(Step.None) : all;
        return last.possible().size() == 1
                ? last
                : last.because("policies of the same priority match, and their order is not defined", Optional.empty());
    }

    private Answers of(AdminPolicy policy) {
        Match selected = subject.hostNetwork()
                ? new Match.No(0, "")
                : Match.all(List.of(
                        Labels.of(subject.namespace())
                                .match(policy.subject().namespaces().orElse(Selector.ALL)),
                        Labels.of(subject).match(policy.subject().pods())));
        if (selected instanceof Match.No) {
            return Answers.nothing();
        }
        Optional<PolicyName> title = Optional.of(policy.title());
        if (!policy.unreadable().isEmpty()) {
            return Answers.unknown(
                    List.of(Step.Allow, Step.Deny, Step.Pass, Step.None),
                    title,
                    policy.title().words() + ": " + policy.unreadable());
        }
        Answers answers = rules(policy);
        return selected instanceof Match.Unknown(String why) && answers.touch()
                ? answers.or(Answers.unknown(
                        List.of(Step.None), title, policy.title().words() + ": " + why))
                : answers;
    }

    private Answers rules(AdminPolicy policy) {
        Answers answers = Answers.nothing();
        List<PolicyRule> rules = policy.rules(contact.type());
        for (int i = 0; i < rules.size(); i++) {
            Answers rule = rule(policy, rules.get(i), i + 1);
            answers = answers.then(() -> rule);
        }
        return answers;
    }

    private Answers rule(AdminPolicy policy, PolicyRule rule, int number) {
        Optional<PolicyName> title = Optional.of(policy.title());
        String words = policy.title().words() + " rule " + number
                + (rule.name().isEmpty() ? "" : " (\"" + Shown.name(rule.name()) + "\")");
        if (rule.action() == Action.Unknown || !rule.unreadable().isEmpty()) {
            String why = rule.unreadable().isEmpty() ? "its action is not known" : rule.unreadable();
            return Answers.unknown(List.of(Step.values()), title, words + ": " + why);
        }
        return switch (new Rules(contact, Optional.empty()).match(rule)) {
            case Match.No ignored -> Answers.nothing();
            case Match.Yes ignored -> Answers.only(step(rule.action()), new Reason(title, words + does(rule.action())));
            // a plugin that does not know a peer either has to treat Deny and Pass as Deny
            case Match.Unknown(String why) ->
                Answers.unknown(
                        rule.action() == Action.Allow
                                ? List.of(Step.Allow, Step.None)
                                : List.of(step(rule.action()), Step.Deny, Step.None),
                        title,
                        words + ": " + why);
        };
    }

    private String does(Action action) {
        return switch (action) {
            case Allow -> " allows " + contact.words();
            case Deny -> " denies " + contact.words();
            case Pass, Unknown -> " passes " + contact.words() + " on";
        };
    }

    private static Step step(Action action) {
        return switch (action) {
            case Allow -> Step.Allow;
            case Deny -> Step.Deny;
            case Pass, Unknown -> Step.Pass;
        };
    }
}
