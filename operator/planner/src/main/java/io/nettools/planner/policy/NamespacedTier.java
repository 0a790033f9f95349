package io.nettools.planner.policy;

import io.nettools.planner.policy.Answers.Reason;
import io.nettools.planner.policy.Answers.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The NetworkPolicies of the subject's namespace: a pod that one of them selects is isolated, and only what a rule of
 * any of them allows passes.
 */
record NamespacedTier(Contact contact, Party.Pod subject, PolicySet policies) {
    /** A policy that acts on the subject, for certain or perhaps. */
    private record Acting(NamespacedPolicy policy, Match selected, List<Match> rules) {
        boolean surely() {
            return selected instanceof Match.Yes && policy.unreadable().isEmpty();
        }

        Match allows() {
            return rules.isEmpty() ? new Match.No(Integer.MAX_VALUE, "no rule allows any traffic") : Match.any(rules);
        }
    }

    Answers answers() {
        PolicySet.Read<NamespacedPolicy> read = policies.in(subject.namespace().name());
        if (contact.type() == PolicyType.Ingress
                && contact.other() instanceof Party.Node node
                && node.on(subject.node())) {
            return Answers.only(Step.Allow, new Reason(Optional.empty(), "a pod's own node always reaches it"));
        }
        List<Acting> acting = read.policies().stream()
                .filter(policy ->
                        policy.actsOn(contact.type()) || !policy.unreadable().isEmpty())
                .map(this::acting)
                .filter(one -> !(one.selected() instanceof Match.No))
                .toList();
        return incomplete(reservations(of(acting)), read.missing());
    }

    /** Whether a policy selects the subject, in whichever direction it acts. */
    boolean selectsSubject() {
        return policies.in(subject.namespace().name()).policies().stream()
                .anyMatch(policy -> !(Labels.of(subject).match(policy.pods()) instanceof Match.No));
    }

    /** A policy that was not read could allow, and isolate; it cannot forbid what another allows. */
    private Answers incomplete(Answers answers, String missing) {
        if (missing.isEmpty() || answers.possible().keySet().equals(Set.of(Step.Allow))) {
            return answers;
        }
        return answers.or(Answers.unknown(
                List.of(Step.Allow, Step.Deny),
                Optional.empty(),
                NamespacedPolicy.KIND + " of namespace "
                        + Shown.name(subject.namespace().name()) + ": " + missing));
    }

    private Acting acting(NamespacedPolicy policy) {
        Match selected = Labels.of(subject).match(policy.pods());
        Rules rules = new Rules(contact, Optional.of(policy.namespace()));
        return new Acting(
                policy,
                subject.hostNetwork()
                        ? selected.ifYes(new Match.Unknown("whether it selects " + subject.words()
                                + ", which has hostNetwork, depends on the network plugin"))
                        : selected,
                policy.rules(contact.type()).stream().map(rules::match).toList());
    }

    private Answers of(List<Acting> acting) {
        List<Acting> certain = acting.stream().filter(Acting::surely).toList();
        Optional<Acting> allowing = certain.stream()
                .filter(one -> one.allows() instanceof Match.Yes)
                .findFirst();
        if (allowing.isPresent()) {
            return Answers.only(Step.Allow, allowed(allowing.get()));
        }
        Answers answers = certain.isEmpty() ? Answers.nothing() : Answers.only(Step.Deny, denied(certain));
        for (Acting one : acting) {
            answers = answers.or(doubts(one, certain.isEmpty()));
        }
        return answers;
    }

    /** The steps that are possible besides, through what is not known of this policy. */
    private Answers doubts(Acting one, boolean noneIsCertain) {
        NamespacedPolicy policy = one.policy();
        String why = !policy.unreadable().isEmpty()
                ? policy.unreadable()
                : one.selected() instanceof Match.Unknown(String selected)
                        ? selected
                        : one.allows() instanceof Match.Unknown(String rule) ? rule : "";
        List<Step> steps = new ArrayList<>();
        if (!policy.unreadable().isEmpty() || !(one.allows() instanceof Match.No)) {
            steps.add(Step.Allow);
        }
        if (!policy.unreadable().isEmpty() || !(one.allows() instanceof Match.Yes)) {
            steps.add(Step.Deny);
        }
        if (noneIsCertain) {
            steps.add(Step.None);
        }
        return why.isEmpty()
                ? Answers.only(Step.Deny, Reason.NONE)
                : Answers.unknown(
                        steps, Optional.of(policy.title()), policy.title().words() + ": " + why);
    }

    private Reason allowed(Acting one) {
        int rule = one.rules().indexOf(Match.yes()) + 1;
        return new Reason(
                Optional.of(one.policy().title()),
                one.policy().title().words() + " rule " + rule + " allows " + contact.words());
    }

    /** By the rule that differs least. */
    private Reason denied(List<Acting> certain) {
        record Near(Acting one, int rule, Match.No no) {}
        List<Near> near = new ArrayList<>();
        for (Acting one : certain) {
            if (one.rules().isEmpty()) {
                near.add(new Near(one, 0, (Match.No) one.allows()));
            }
            for (int i = 0; i < one.rules().size(); i++) {
                if (one.rules().get(i) instanceof Match.No no) {
                    near.add(new Near(one, i + 1, no));
                }
            }
        }
        Near nearest = near.stream()
                .min(Comparator.comparingInt(at -> at.no().distance()))
                .orElseGet(() -> new Near(certain.getFirst(), 0, new Match.No(0, "no rule surely allows it")));
        PolicyName title = nearest.one().policy().title();
        String rule = nearest.rule() == 0 ? "" : "rule " + nearest.rule() + " ";
        return new Reason(
                Optional.of(title),
                title.words() + " isolates its " + contact.type().word() + "; " + rule
                        + nearest.no().words() + others(certain.size() - 1));
    }

    private static String others(int more) {
        return switch (more) {
            case 0 -> "";
            case 1 -> "; 1 more NetworkPolicy isolates it and does not allow it either";
            default -> "; " + more + " more NetworkPolicies isolate it and do not allow it either";
        };
    }

    /** What the API leaves to the plugin even where the rules are clear. */
    private Answers reservations(Answers answers) {
        if (!answers.possible().containsKey(Step.Deny)) {
            return answers;
        }
        Optional<PolicyName> policy = answers.possible().get(Step.Deny).policy();
        if (contact.packet().transport() == Transport.Other) {
            return answers.or(Answers.unknown(List.of(Step.Allow), policy, Rules.OTHER));
        }
        boolean sameNode = contact.other().on(subject.node()) && !plainPod(contact.other());
        if (sameNode) {
            return answers.or(Answers.unknown(
                    List.of(Step.Allow),
                    policy,
                    contact.other() instanceof Party.Pod
                            ? "whether " + contact.otherWords()
                                    + ", which has hostNetwork, counts as the pod's own node"
                                    + " depends on the network plugin"
                            : "whether policies act on what a pod sends to its own node"
                                    + " depends on the network plugin"));
        }
        return contact.other() instanceof Party.Unidentified
                ? answers.or(Answers.unknown(
                        List.of(Step.Allow),
                        policy,
                        "it is not known whether " + contact.otherWords() + " is the pod's own node"))
                : answers;
    }

    private static boolean plainPod(Party party) {
        return party instanceof Party.Pod pod && !pod.hostNetwork();
    }
}
