package io.nettools.planner.diagnosis;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Policed;
import io.nettools.planner.policy.FirstPacket;
import io.nettools.planner.policy.Party;
import io.nettools.planner.policy.PolicyCheck;
import io.nettools.planner.policy.PolicyName;
import io.nettools.planner.policy.PolicyType;
import io.nettools.planner.policy.PolicyVerdict;
import io.nettools.planner.policy.PolicyVerdict.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * What the policies mean for a finding about packets that do not pass. The author sees names and labels of his own
 * namespace, of namespaces that he may read, and of policies of the whole cluster that act on a pod of his namespace.
 */
public final class ByPolicy {
    private final Finding finding;
    private final Crossing crossing;
    private final Policed policed;
    private final String namespace;
    private final PolicyVerdict verdict;

    private ByPolicy(Finding finding, Crossing crossing, Policed policed, String namespace) {
        this.finding = finding;
        this.crossing = crossing;
        this.policed = policed;
        this.namespace = namespace;
        List<PolicyVerdict> verdicts = policed.packets().stream()
                .map(packet -> PolicyCheck.of(packet, policed.policies()))
                .toList();
        this.verdict = verdicts.stream().allMatch(one -> sameAs(one, verdicts.getFirst()))
                ? verdicts.getFirst()
                : new PolicyVerdict(
                        Outcome.Undecided,
                        PolicyType.Ingress,
                        Optional.empty(),
                        "they differ between the pods behind the Service");
    }

    /**
     * The finding with the policy that denies the packets as its cause, or with the evidence that none does.
     *
     * @param namespace of the trace
     */
    public static Finding explained(Finding finding, Crossing crossing, Policed policed, String namespace) {
        ByPolicy by = new ByPolicy(finding, crossing, policed, namespace);
        return by.verdict.outcome() == Outcome.Denied ? by.denied() : by.notDenied();
    }

    private static boolean sameAs(PolicyVerdict one, PolicyVerdict other) {
        return one.outcome() == other.outcome()
                && one.type() == other.type()
                && one.policy().equals(other.policy());
    }

    private Finding denied() {
        String headline = crossing.conclusion() + ": " + why();
        return finding.causedBy(Code.PolicyDenied.name(), headline, headline + ".", nextStep());
    }

    private Finding notDenied() {
        String fact = verdict.outcome() == Outcome.Allowed
                ? "no policy explains it" + (partiesAreKnown() ? ": " + verdict.why() : "")
                : "the policies do not decide it" + (policyIsKnown() && partiesAreKnown() ? ": " + verdict.why() : "");
        return finding.shownBy(fact);
    }

    private String why() {
        if (policyIsKnown() && partiesAreKnown()) {
            return crossing.conclusion().contains(subject().words())
                    ? verdict.why()
                    : verdict.why()
                            .replaceFirst(
                                    " its ",
                                    Matcher.quoteReplacement(" " + subject().words() + "'s "));
        }
        String policy = policy().filter(name -> policyIsKnown())
                .map(name -> name.kind() + " " + name.name())
                .orElse("a policy of another namespace");
        String pod = readable(subject()) ? subject().words() : "the pod";
        return policy + " denies " + verdict.type().name().toLowerCase(Locale.ROOT) + " of " + pod;
    }

    private String nextStep() {
        return policy().filter(name -> policyIsKnown())
                .map(name -> name.namespace().isEmpty()
                        ? "Ask the cluster's admin: kubectl describe " + kind(name) + " " + name.name() + "."
                        : "Allow the conversation in it, or give the pod the labels that it requires: kubectl describe "
                                + kind(name) + " " + name.name() + " -n " + name.namespace() + ".")
                .orElse(
                        "Ask the owner of the other namespace, or the cluster's admin, which policy acts on these pods.");
    }

    private static String kind(PolicyName name) {
        return name.kind().toLowerCase(Locale.ROOT);
    }

    private Optional<PolicyName> policy() {
        return verdict.policy();
    }

    private boolean policyIsKnown() {
        return policy().map(name -> name.namespace().isEmpty() ? readable(subject()) : readable(name.namespace()))
                .orElse(true);
    }

    private boolean partiesAreKnown() {
        return policed.packets().stream().allMatch(packet -> readable(packet.from()) && readable(packet.to()));
    }

    /** The pod on which the policy acts. */
    private Party subject() {
        FirstPacket packet = policed.packets().getFirst();
        return verdict.type() == PolicyType.Ingress ? packet.to() : packet.from();
    }

    private boolean readable(Party party) {
        return !(party instanceof Party.Pod pod) || readable(pod.namespace().name());
    }

    private boolean readable(String other) {
        return other.equals(namespace) || policed.readable().contains(other);
    }
}
