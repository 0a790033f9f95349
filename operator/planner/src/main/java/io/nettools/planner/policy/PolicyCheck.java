package io.nettools.planner.policy;

import io.nettools.planner.policy.AdminPolicy.Tier;
import io.nettools.planner.policy.Answers.Reason;
import io.nettools.planner.policy.Answers.Step;
import io.nettools.planner.policy.PolicyVerdict.Outcome;
import java.util.List;
import java.util.Optional;

/** Which policy decides on a packet, and why: the one entrance to this package. */
public final class PolicyCheck {
    private PolicyCheck() {}

    /** The direction that explains it: the one that denies, else the one that is undecided, else ingress. */
    public static PolicyVerdict of(FirstPacket packet, PolicySet policies) {
        PolicyVerdict egress = of(packet, PolicyType.Egress, policies);
        if (egress.outcome() == Outcome.Denied) {
            return egress;
        }
        PolicyVerdict ingress = of(packet, PolicyType.Ingress, policies);
        return ingress.outcome() == Outcome.Allowed && egress.outcome() == Outcome.Undecided ? egress : ingress;
    }

    /** One direction alone: ingress of the destination or egress of the source. */
    public static PolicyVerdict of(FirstPacket packet, PolicyType type, PolicySet policies) {
        Contact contact = new Contact(packet, type);
        return switch (contact.subject()) {
            case Party.Pod pod when pod.same(contact.other()) -> allowed(contact, "a pod always reaches itself");
            case Party.Pod pod -> verdict(contact, tiers(contact, pod, policies));
            case Party.Unidentified ignored ->
                new PolicyVerdict(
                        Outcome.Undecided,
                        type,
                        Optional.empty(),
                        "it is not known which pod has the address " + Shown.name(contact.ownAddress()));
            case Party.Node node -> allowed(contact, "policies act on pods, not on " + node.words());
            case Party.Outside outside -> allowed(contact, "policies act on pods, not on " + outside.words());
        };
    }

    private static Answers tiers(Contact contact, Party.Pod pod, PolicySet policies) {
        NamespacedTier namespaced = new NamespacedTier(contact, pod, policies);
        return new AdminTier(contact, pod, policies, Tier.Admin)
                .answers()
                .then(namespaced::answers)
                .then(() -> baseline(new AdminTier(contact, pod, policies, Tier.Baseline).answers(), namespaced))
                .then(() -> Answers.only(
                        Step.Allow,
                        new Reason(
                                Optional.empty(),
                                "no policy decides on " + contact.type().word() + " of " + pod.words() + " with "
                                        + contact.words())));
    }

    /** Plugins differ where a NetworkPolicy isolates the pod in the opposite direction only. */
    private static Answers baseline(Answers answers, NamespacedTier namespaced) {
        return answers.touch() && namespaced.selectsSubject()
                ? answers.or(Answers.unknown(
                        List.of(Step.None),
                        Optional.empty(),
                        "whether the baseline tier acts on a pod that a NetworkPolicy isolates in the opposite"
                                + " direction depends on the network plugin"))
                : answers;
    }

    private static PolicyVerdict verdict(Contact contact, Answers answers) {
        if (answers.possible().size() > 1) {
            return new PolicyVerdict(
                    Outcome.Undecided, contact.type(), answers.doubted(), Shown.sentence(answers.doubt()));
        }
        Step step = answers.possible().keySet().iterator().next();
        Reason reason = answers.possible().get(step);
        return new PolicyVerdict(
                step == Step.Deny ? Outcome.Denied : Outcome.Allowed,
                contact.type(),
                reason.policy(),
                Shown.sentence(reason.words()));
    }

    private static PolicyVerdict allowed(Contact contact, String why) {
        return new PolicyVerdict(Outcome.Allowed, contact.type(), Optional.empty(), Shown.sentence(why));
    }
}
