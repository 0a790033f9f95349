package io.nettools.planner.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.planner.cluster.Names;
import io.nettools.planner.status.ATarget;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Diagnosis.Basis;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.status.TargetStatus.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiagnosesTest {
    private static final String SERVICE = "10.96.0.20:80";
    private static final String SERVER = "10.244.2.7:8080";
    private static final Finding LOST = placed(
            Code.PacketsVanish,
            Severity.Error,
            "3 of 3 SYN to 10.96.0.20:80 dropped on node-2 before pod server",
            "node-2: between eth0 and veth1");

    @Test
    void healthyTrafficHasNoDiagnosis() {
        assertEquals(List.of(), of(List.of(client(), server())));
        assertEquals(List.of(), of(List.of(client(found(Code.DnsSearchList, "10.96.0.10:53")))));
    }

    @Test
    void aLossWithAPlaceExplainsWhatBothEndsSee() {
        List<Diagnosis> faults = of(List.of(
                client(LOST, found(Code.ConnectionUnanswered, SERVICE), found(Code.HttpUnanswered, SERVICE)),
                server(found(Code.HandshakeHalfOpen, SERVER))));
        assertEquals(1, faults.size(), faults::toString);
        Diagnosis fault = faults.getFirst();
        assertEquals("PacketsVanish", fault.cause());
        assertEquals(LOST.headline(), fault.summary());
        assertEquals(LOST.place(), fault.place());
        assertEquals(Basis.Observed, fault.basis());
        assertEquals(List.of("pod/client", "pod/server", SERVICE, SERVER), fault.objects());
        assertTrue(fault.evidence().contains("pod server: HandshakeHalfOpen at " + SERVER), fault.evidence()::toString);
    }

    @Test
    void lossesAtTwoPlacesAreTwoFaults() {
        Finding inside = placed(Code.PacketsVanish, Severity.Warning, "dropped inside pod server", "inside pod server");
        List<Diagnosis> faults = of(List.of(client(inside, LOST)));
        assertEquals(
                List.of(LOST.place(), "inside pod server"),
                faults.stream().map(Diagnosis::place).toList());
    }

    @Test
    void anotherServersFaultStays() {
        List<Diagnosis> faults = of(List.of(client(LOST, found(Code.ConnectionUnanswered, "10.96.0.99:80"))));
        assertEquals(
                List.of("PacketsVanish", "ConnectionUnanswered"),
                faults.stream().map(Diagnosis::cause).toList());
    }

    @Test
    void whatSeveralPodsSeeOfOneServerIsOneFault() {
        Finding refused = found(Code.ConnectionRefused, SERVICE);
        List<Diagnosis> faults = of(List.of(pod("web-1", refused), pod("web-2", refused)));
        assertEquals(1, faults.size(), faults::toString);
        assertEquals(
                "2 pods: ConnectionRefused at " + SERVICE, faults.getFirst().summary());
        assertEquals(
                List.of("pod/web-1", "pod/web-2", SERVICE), faults.getFirst().objects());
    }

    @Test
    void whatOneOfSeveralPodsSeesNamesThePod() {
        List<Diagnosis> faults = of(List.of(pod("web-1"), pod("web-2", found(Code.ConnectionRefused, SERVICE))));
        assertEquals(
                "pod web-2: ConnectionRefused at " + SERVICE, faults.getFirst().summary());
    }

    @Test
    void aServersHostCoversItsPorts() {
        List<Diagnosis> faults = of(
                List.of(client(found(Code.HostUnreachable, "10.96.0.20"), found(Code.ConnectionUnanswered, SERVICE))));
        assertEquals(
                List.of("HostUnreachable"),
                faults.stream().map(Diagnosis::cause).toList());
        List<Diagnosis> apart = of(
                List.of(client(found(Code.HostUnreachable, "10.96.0.2"), found(Code.ConnectionUnanswered, SERVICE))));
        assertEquals(2, apart.size(), apart::toString);
    }

    @Test
    void aLossOfLargePacketsIsTheBlackHoleWithItsPlaceAndItsSeverity() {
        Finding large = placed(
                Code.PacketsVanish,
                Severity.Warning,
                "large packets to " + SERVICE + " lost between node-1 and node-2",
                "between node-1's uplink eth0 and node-2's uplink eth0");
        List<Diagnosis> faults = of(List.of(client(found(Code.PathMtuBlackHole, SERVICE), large)));
        assertEquals(1, faults.size(), faults::toString);
        assertEquals("PathMtuBlackHole", faults.getFirst().cause());
        assertEquals(Severity.Error, faults.getFirst().severity());
        assertEquals(large.headline(), faults.getFirst().summary());
    }

    @Test
    void aBlackHoleWithoutAPlaceIsInferred() {
        Diagnosis fault =
                of(List.of(client(found(Code.PathMtuBlackHole, SERVICE)))).getFirst();
        assertEquals(Basis.Inferred, fault.basis());
    }

    @Test
    void segmentsThatNeverLeaveThePodExplainWhatItsOwnCaptureMissed() {
        Finding never = new Finding(
                "PacketsVanish",
                Severity.Error,
                "dropped inside",
                "",
                List.of(),
                "Look inside.",
                "inside pod client",
                About.NOTHING);
        List<Diagnosis> faults = of(List.of(
                client(never, new Finding("DroppedBeforeInterface", Severity.Error, "dropped", List.of(), "look", "")),
                server(new Finding("DroppedBeforeInterface", Severity.Error, "other", List.of(), "look", ""))));
        assertEquals(
                List.of("PacketsVanish", "DroppedBeforeInterface"),
                faults.stream().map(Diagnosis::cause).toList());
    }

    @Test
    void withoutAPlaceTheNextStepAsksForViews() {
        Finding missing =
                new Finding("ViewMissing", Severity.Info, "not visible", List.of(), "Add views: [Pod, Node].", "");
        Diagnosis fault = of(List.of(client(found(Code.ConnectionUnanswered, SERVICE), missing)))
                .getFirst();
        assertEquals("Look. Add views: [Pod, Node].", fault.nextStep());
        Diagnosis known = of(List.of(client(found(Code.ConnectionRefused, SERVICE), missing)))
                .getFirst();
        assertEquals("Look.", known.nextStep());
    }

    @Test
    void theMostSeriousFaultsAreKept() {
        Finding[] warnings = IntStream.range(0, 20)
                .mapToObj(i -> found(Code.SlowNetwork, "10.0.0.1:" + i))
                .toArray(Finding[]::new);
        List<Diagnosis> faults = of(List.of(client(warnings), server(found(Code.ConnectionRefused, SERVER))));
        assertEquals(Diagnoses.MOST, faults.size());
        assertEquals("ConnectionRefused", faults.getFirst().cause());
    }

    @Test
    void itsTextsNameTheAddresses() {
        Names names = new Names(Map.of("10.96.0.20", "service/front", "10.244.2.7", "pod server on node-2"));
        Diagnosis fault = Diagnoses.of(List.of(client(LOST)), names).getFirst();
        assertEquals(
                "3 of 3 SYN to service/front (10.96.0.20:80) dropped on node-2 before pod server", fault.summary());
        assertEquals(
                List.of("pod/client", "service/front (" + SERVICE + ")", "pod server on node-2 (" + SERVER + ")"),
                fault.objects());
    }

    @Test
    void anUnknownCodeIsAFaultOfItsOwn() {
        Finding unknown = new Finding("Brandnew", null, "new", List.of(), "look", "");
        Diagnosis fault = of(List.of(client(unknown))).getFirst();
        assertEquals("Brandnew", fault.cause());
        assertEquals(Severity.Warning, fault.severity());
        assertEquals("new", fault.summary());
    }

    private static List<Diagnosis> of(List<TargetStatus> targets) {
        return Diagnoses.of(targets, Names.NONE);
    }

    private static Finding found(Code code, String server) {
        return new Finding(
                code.name(),
                code.severity(),
                code + " at " + server,
                code + " at " + server + ".",
                List.of("3 of 3"),
                "Look.",
                "",
                About.server(server));
    }

    private static Finding placed(Code code, Severity severity, String headline, String place) {
        return new Finding(
                code.name(),
                severity,
                headline,
                headline + ".",
                List.of(),
                "Look there.",
                place,
                new About("tcp", "10.244.1.5:40000", SERVICE, SERVER));
    }

    private static TargetStatus client(Finding... findings) {
        return pod("client", findings);
    }

    private static TargetStatus server(Finding... findings) {
        return Shape.with(pod("server", findings), Place.of(TargetStatus.class, "role"), Role.Peer);
    }

    private static TargetStatus pod(String name, Finding... findings) {
        return Shape.with(
                ATarget.that(name, Reason.Completed), Place.of(TargetStatus.class, "findings"), List.of(findings));
    }
}
