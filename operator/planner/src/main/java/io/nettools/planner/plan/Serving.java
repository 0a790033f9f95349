package io.nettools.planner.plan;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.analyser.text.Quoted;
import io.nettools.planner.cluster.Addresses;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.ServiceAnswer;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.diagnosis.ByEndpoints;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.ObjectName;
import io.nettools.planner.trace.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Explains findings of a turn's answers by the Services that clients use. */
final class Serving {
    private static final Place FINDINGS = Place.of(TargetStatus.class, "findings");

    private static final Set<Code> OF_ADDRESS = Set.of(
            Code.ConnectionRefused,
            Code.ConnectionUnanswered,
            Code.DnsUnanswered,
            Code.HostUnreachable,
            Code.PacketsVanish,
            Code.PortUnreachable);

    private static final Set<Code> OF_NAME = Set.of(Code.DnsNameNotFound);

    /** Names in one finding that are looked up. */
    private static final int NAMES = 2;

    /** Servers of one finding whose Services are looked up. */
    private static final int SERVERS = 4;

    /** How the evidence of a finding at several servers names the others. */
    private static final String ALIKE = " more alike at ";

    private Serving() {}

    /** The Services that the answers of this turn are about. */
    static List<ServiceRef> asked(Observed observed, List<TargetStatus> next) {
        List<TargetStatus> ended = answered(observed, next);
        String namespace = observed.trace().identity().namespace();
        Stream<ServiceRef> peer = ended.isEmpty() ? Stream.of() : peerWithoutPods(observed, next).stream();
        Stream<ServiceRef> shown = ended.stream().flatMap(target -> target.findings().stream()
                .flatMap(finding -> asked(target, finding, namespace).stream()));
        return Stream.concat(peer, shown).distinct().toList();
    }

    /** These targets; once the Services are known, those that answer in this turn with what the Services mean. */
    static List<TargetStatus> explained(Observed observed, List<TargetStatus> next) {
        Optional<ClusterFacts> known = observed.cluster();
        if (known.isEmpty()) {
            return next;
        }
        List<TargetStatus> ended = answered(observed, next);
        Optional<ServiceRef> peer = peerWithoutPods(observed, next);
        return next.stream()
                .map(target -> ended.contains(target)
                        ? explained(observed, target, peer, known.get().services())
                        : target)
                .toList();
    }

    private static TargetStatus explained(
            Observed observed, TargetStatus target, Optional<ServiceRef> peer, Map<ServiceRef, ServiceAnswer> known) {
        String namespace = observed.trace().identity().namespace();
        List<Finding> findings = new ArrayList<>(target.findings().stream()
                .map(finding -> explained(target, finding, namespace, known))
                .toList());
        Optional<ServiceFacts> facts =
                peer.flatMap(one -> Optional.ofNullable(known.get(one))).flatMap(ServiceAnswer::service);
        facts.flatMap(service -> ByEndpoints.unused(service, namespace))
                .filter(finding ->
                        findings.stream().noneMatch(one -> one.headline().startsWith(name(finding))))
                .ifPresent(finding -> findings.addFirst(finding));
        TargetStatus whole = Shape.with(target, FINDINGS, findings);
        return facts.filter(service -> servesOthers(service, observed))
                .map(service ->
                        whole.noted("spec.peer: no pod behind the Service ran when the trace began, so only this"
                                + " end is captured."))
                .orElse(whole);
    }

    /** Whether none of the targets is a pod of the Service. */
    private static boolean servesOthers(ServiceFacts service, Observed observed) {
        return service.behind().endpoints().stream().noneMatch(one -> observed.trace().status().targets().stream()
                .anyMatch(target -> target.pod().equals(one.pod())));
    }

    /** The Service's name, with which each of its headlines begins. */
    private static String name(Finding finding) {
        return finding.headline().substring(0, finding.headline().indexOf(' ') + 1);
    }

    private static Finding explained(
            TargetStatus target, Finding finding, String namespace, Map<ServiceRef, ServiceAnswer> known) {
        Finding explained = finding;
        boolean named = finding.isOneOf(OF_NAME);
        ServiceRef own = new ServiceRef.At(finding.server());
        for (ServiceRef asked : asked(target, finding, namespace)) {
            boolean its = named || own.equals(asked);
            if (its && explained.equals(finding) && known.containsKey(asked)) {
                explained = ByEndpoints.explained(finding, asked, known.get(asked), target.node(), namespace);
            }
        }
        return named ? explained : explained.shownBy(ofOthers(target, finding, namespace, known));
    }

    /** What is wrong with the Services of the other servers of a finding. */
    private static List<String> ofOthers(
            TargetStatus target, Finding finding, String namespace, Map<ServiceRef, ServiceAnswer> known) {
        return others(finding)
                .map(ServiceRef.At::new)
                .filter(known::containsKey)
                .map(asked -> {
                    Finding there = at(asked.end(), finding);
                    Finding cause = ByEndpoints.explained(there, asked, known.get(asked), target.node(), namespace);
                    return cause.equals(there) ? "" : cause.headline();
                })
                .filter(fact -> !fact.isEmpty())
                .distinct()
                .toList();
    }

    /** The same finding at another server. */
    private static Finding at(String server, Finding finding) {
        return new Finding(
                finding.code(),
                finding.severity(),
                "",
                finding.message(),
                List.of(),
                finding.nextStep(),
                finding.place(),
                new Finding.About(finding.protocol(), "", server, ""));
    }

    private static List<ServiceRef> asked(TargetStatus target, Finding finding, String namespace) {
        if (finding.isOneOf(OF_NAME)) {
            return named(target, finding, namespace);
        }
        return finding.isOneOf(OF_ADDRESS)
                ? servers(finding)
                        .filter(end -> Addresses.of(end)
                                .filter(address -> !target.podIPs().contains(address))
                                .isPresent())
                        .map(end -> (ServiceRef) new ServiceRef.At(end))
                        .distinct()
                        .limit(SERVERS)
                        .toList()
                : List.of();
    }

    /** A finding's servers: its own, then those at which the analyser has found the same. */
    private static Stream<String> servers(Finding finding) {
        return Stream.concat(Stream.of(finding.server()), others(finding));
    }

    /** {@code 2 more alike at 10.96.0.7:80, 10.96.0.8:80 and 3 more}: the ends. */
    private static Stream<String> others(Finding finding) {
        return finding.evidence().stream()
                .filter(one -> one.contains(ALIKE))
                .map(one -> one.substring(one.indexOf(ALIKE) + ALIKE.length()))
                .flatMap(ends -> Stream.of(ends.split(", | and ")))
                .filter(end -> Addresses.of(end).isPresent());
    }

    /** The Services whose names do not exist: those that a search list has completed come first. */
    private static List<ServiceRef> named(TargetStatus target, Finding finding, String namespace) {
        String shown = finding.headline() + " " + String.join(" ", finding.evidence());
        List<List<String>> names = target.dns().stream()
                .filter(one -> "NXDOMAIN".equals(one.rcode()))
                .map(DnsTransaction::name)
                .filter(name -> shown.contains(Quoted.of(name)))
                .distinct()
                .map(name -> List.of(name.replaceFirst("\\.$", "").split("\\.", -1)))
                .toList();
        Stream<ServiceRef> whole = names.stream()
                .filter(labels -> labels.size() >= 3 && labels.get(2).equals("svc"))
                .map(labels -> new ServiceRef.Called(labels.get(1), labels.get(0)));
        Stream<ServiceRef> alone = names.stream()
                .filter(labels -> labels.size() == 1)
                .map(labels -> new ServiceRef.Called(namespace, labels.get(0)));
        return Stream.concat(whole, alone)
                .filter(one -> one instanceof ServiceRef.Called(var there, var name)
                        && ObjectName.possible(there)
                        && ObjectName.possible(name))
                .distinct()
                .limit(NAMES)
                .toList();
    }

    /** The Service at the other end, if none of its pods is captured or a target. */
    private static Optional<ServiceRef> peerWithoutPods(Observed observed, List<TargetStatus> targets) {
        boolean captured = targets.stream().anyMatch(TargetStatus::atOtherEnd);
        return observed.trace()
                .spec()
                .peerService()
                .filter(name -> !captured)
                .map(name -> new ServiceRef.Called(observed.trace().identity().namespace(), name));
    }

    /** The targets at this end whose packets are known in this turn. */
    private static List<TargetStatus> answered(Observed observed, List<TargetStatus> next) {
        return Inquiry.ended(observed, next).stream()
                .filter(target -> !target.atOtherEnd() && target.counters().isPresent())
                .toList();
    }
}
