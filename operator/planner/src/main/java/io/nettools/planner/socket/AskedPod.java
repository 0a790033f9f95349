package io.nettools.planner.socket;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A pod that was asked, what it listens on, and what its own capture shows.
 *
 * @param addresses those of its interfaces
 * @param reachedBy addresses of its Service, which packets do not have when they arrive at the pod
 */
public record AskedPod(
        Optional<PodSockets> sockets,
        Set<String> addresses,
        Set<String> reachedBy,
        List<Finding> findings,
        List<Flow> flows) {
    private static final Set<Code> OF_TCP = Set.of(Code.ConnectionRefused, Code.ConnectionUnanswered);
    private static final Set<Code> OF_EITHER = Set.of(Code.PortUnreachable, Code.DnsUnanswered);

    /**
     * Takes from both reports what is compared.
     *
     * @param name the pod, as a sentence begins with it
     */
    public static AskedPod of(
            String name, List<String> podIps, List<String> reachedBy, CaptureReport capture, Report report) {
        Stream<String> interfaces = capture.interfaces().stream()
                .flatMap(one -> one.addresses().stream())
                .map(address -> address.split("/", 2)[0]);
        return new AskedPod(
                capture.watched().listeners().map(known -> new PodSockets(name, known)),
                Set.copyOf(Stream.concat(podIps.stream(), interfaces).toList()),
                Set.copyOf(reachedBy),
                report.findings(),
                report.flows().first());
    }

    /** What the pod's sockets say of the finding that its own capture gave. */
    List<Heard> about(Finding own) {
        return sockets.stream()
                .flatMap(known -> asked(own).map(end -> new Heard(end, known.about(end))))
                .toList();
    }

    /** What the pod's sockets say of a finding that another pod gave: only if the same arrived here. */
    List<Heard> aboutOther(Finding finding) {
        List<Finding> alike = findings.stream()
                .filter(one -> one.code().equals(finding.code()))
                .toList();
        boolean byName = named(finding).anyMatch(end -> reachedBy.contains(end.address()));
        return alike.stream()
                .flatMap(one -> about(one).stream())
                .filter(heard -> byName
                        || named(finding)
                                .anyMatch(end -> end.end().equals(heard.asked().end())))
                .distinct()
                .toList();
    }

    /** Whether a finding of the pod's own capture is about a server in the pod. */
    public boolean isAsked(Finding own) {
        return named(own).anyMatch(end -> addresses.contains(end.address()));
    }

    /** An end of the pod, and what its sockets say of it. */
    record Heard(Asked asked, Reply reply) {}

    /** The ends of the pod that a finding is about. */
    private Stream<Asked> asked(Finding finding) {
        return named(finding)
                .filter(end -> addresses.contains(end.address()))
                .flatMap(end -> finding.isOneOf(OF_TCP) ? Stream.of(end) : byFlow(end))
                .distinct();
    }

    private Stream<Asked> byFlow(Asked end) {
        return flows.stream()
                .filter(flow -> flow.ends().server().equals(end.end()))
                .flatMap(flow -> Asked.of(flow.ends().protocol(), end.end()).stream())
                .distinct();
    }

    /** Ends in the sentence, and in the evidence of findings that were joined; of TCP until it is known better. */
    private static Stream<Asked> named(Finding finding) {
        return finding.isOneOf(OF_TCP) || finding.isOneOf(OF_EITHER)
                ? Stream.concat(
                                Stream.of(finding.message()),
                                finding.evidence().stream().filter(one -> one.contains(" more alike at ")))
                        .flatMap(text -> Asked.in(text, Protocol.TCP))
                : Stream.empty();
    }
}
