package io.nettools.analyser.flow;

import static io.nettools.analyser.wire.Wire.cooked2;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a bridge floods to a pod is not the pod's. */
class OtherHostsTest {
    private static final int HOST = 0;
    private static final int OTHERHOST = 3;
    private static final int OUTGOING = 4;
    private static final int TAP = 3;

    private final Capture capture = Capture.of(Capture.COOKED2);

    @Test
    void aRequestBetweenOtherHostsThatSeemsUnansweredIsNoFaultOfThePod() {
        for (int i = 0; i < 4; i++) {
            syn(OTHERHOST, 2).after(1_000_000);
        }
        Report report = report(true);
        assertEquals(List.of(), codes(report));
        assertEquals(0, report.flows().count());
        assertEquals(4, report.extent().packets());
        assertTrue(report.notes().getFirst().startsWith("4 packets were for other hosts"), report.notes()::toString);
    }

    @Test
    void theSameToThePodItselfIsOne() {
        for (int i = 0; i < 4; i++) {
            syn(HOST, 2).after(1_000_000);
        }
        assertEquals(List.of("ConnectionUnanswered"), codes(report(true)));
    }

    /** Pods talk through the interfaces of their node. */
    @Test
    void inACaptureOfANodeItIsOne() {
        for (int i = 0; i < 4; i++) {
            syn(OTHERHOST, 2).after(1_000_000);
        }
        assertEquals(List.of("ConnectionUnanswered"), codes(report(false)));
    }

    /** As a virtual machine in a pod, whose address the pod's interface does not have. */
    @Test
    void aHostBehindABridgeInThePodIsThePods() {
        for (int i = 0; i < 4; i++) {
            syn(OTHERHOST, 2);
            syn(OUTGOING, TAP).after(1_000_000);
        }
        Report report = report(true);
        assertEquals(List.of("ConnectionUnanswered"), codes(report));
        assertEquals(1, report.flows().count());
    }

    private Capture syn(int packetType, int networkInterface) {
        byte[] segment = tcp(40_000, 8080, "S", 1, 0, new byte[0], new byte[0]);
        byte[] datagram = ip4(6, "10.244.2.1", "10.244.2.86", segment);
        return capture.packet(cooked2(networkInterface, packetType, 1, 0x0800, datagram));
    }

    private Report report(boolean ofPod) {
        Analyser analyser = new Analyser(0, Map.of(2, "eth0", TAP, "tap0"));
        if (ofPod) {
            analyser.ofPod();
        }
        analyser.accept(ByteBuffer.wrap(capture.bytes()));
        return analyser.report();
    }

    private static List<String> codes(Report report) {
        return report.findings().stream().map(Finding::code).toList();
    }
}
