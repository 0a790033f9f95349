package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Where;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far conversations without an answer could be followed.
 *
 * @param last the last point that saw the request
 * @param inside whether {@code last} is the interface of the pod that was asked, the end of the path
 * @param answered whether answers were seen anywhere
 * @param blind why the uplinks may not show them, as sentences; empty if they would
 */
record Horizon(Chain.Known known, Station last, boolean inside, boolean answered, List<String> blind) {
    static Horizon of(Course course, Facts facts) {
        List<Sighting> seen = course.seen();
        Sighting last = seen.reversed().stream()
                .filter(one -> one.tally().packets() > 0)
                .findFirst()
                .orElseThrow();
        return new Horizon(
                course.chain().known(),
                last.at(),
                seen.size() > 1 && last.equals(seen.getLast()) && last.at().where() == Where.Pod,
                !course.opposite().nothing(),
                facts.blind(course.chain()));
    }

    String message(String packets) {
        if (answered) {
            return packets
                    + " are answered, but the answers do not reach the sender: they are lost, or the filter hides them";
        }
        if (inside) {
            return packets + " arrive at " + last.name()
                    + " and get no answer: what happens inside the pod is not visible";
        }
        if (known == Chain.Known.Whole) {
            return packets + " get no answer, last seen at " + last.name() + ": these points do not show why"
                    + whyUnseen();
        }
        return packets
                + switch (last.where()) {
                    case Uplink ->
                        " leave " + last.node() + " by " + last.device("its uplink") + " and get no answer: ";
                    case Node, Pod -> " arrive at " + last.name() + " and get no answer: ";
                }
                + unknown();
    }

    private String unknown() {
        return switch (known) {
            case Whole -> "";
            case Masked ->
                "their source is translated on the path (SNAT), so they cannot be matched with a conversation of the"
                        + " other end";
            case SourceTranslated ->
                "their source is translated on " + last.node()
                        + " (SNAT), so its uplink, captured for the pod's own addresses only, cannot show whether"
                        + " they leave";
            case ListCut -> "the other end saw too many conversations to list these";
            case BackendUnknown ->
                "which pod of the Service takes them is not known: no point shows the translation (Services in eBPF, as"
                        + " Cilium's, leave no connection tracking entry), and several conversations of the other end"
                        + " fit";
            case Filtered -> "the trace's filter may hide them at the target's own points";
            case TargetSide ->
                last.where() == Where.Uplink
                        ? "whether they reach the other end is not visible"
                        : "they may be dropped on " + last.node()
                                + ", go to another pod on it, or leave it under another address" + whyUnseen();
        };
    }

    private String whyUnseen() {
        return blind.stream().map(why -> "; " + why).collect(Collectors.joining());
    }

    String nextStep() {
        if (answered) {
            return "Trace without capture.filter, or with one that names only addresses and ports.";
        }
        if (inside) {
            return "Look inside the pod: firewall rules, the program that should answer, net.ipv4.icmp_echo_ignore_all for an echo.";
        }
        return switch (known) {
            case Whole ->
                "Check both ends: firewall rules, the program that should answer, the points that were not captured.";
            case Masked ->
                "Trace the other end's pod, with this pod as spec.peer, or narrow capture.filter to one conversation.";
            case Filtered -> "Trace without capture.filter, or with one that names only the other end's address.";
            case BackendUnknown ->
                "Narrow capture.filter to one conversation, or add views: [Pod, Node], whose uplink shows the pod, and"
                        + " trace again.";
            case ListCut -> "Narrow capture.filter to these conversations, and trace again.";
            case SourceTranslated ->
                "Trace the other end itself: there they come from the node's address. On the node: conntrack -L, nft"
                        + " list ruleset.";
            case TargetSide -> "Name the other end in spec.peer: {pod: NAME} (or {service: NAME}), and trace again.";
        };
    }
}
