package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T4: the capture container enters the right network namespace of two pods in real namespaces on one node. */
class IdentityInNamespaceTest {
    private static final String STRANGER = "11111111-9f5d-4f53-9f3e-0d2d6a1b7c11";
    private static final String STRANGERS = "b".repeat(64);
    private static final String HASH = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final String GONE = "d".repeat(64);

    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget stranger;
    private TestTarget target;

    /** Starts two pods, the stranger's process first. */
    @BeforeEach
    void twoPods() throws Exception {
        pod = new TestTracePod(folder);
        stranger = new TestTarget(folder.resolve("stranger"));
        stranger.run("ip", "addr", "add", "10.9.8.2/24", "dev", "lo");
        target = new TestTarget(pod.captureLayout().hostProc());
        target.run("ip", "addr", "add", "10.9.7.2/24", "dev", "lo");
    }

    @AfterEach
    void none() throws Exception {
        pod.close();
        target.remove();
        stranger.remove();
    }

    @Test
    void theReportNamesThePodWhoseNamespaceWasEntered() throws Exception {
        assertEquals(TestTarget.UID, entered(TestTarget.UID, "", TestTarget.CONTAINER, "10.9.7.2"));
    }

    @Test
    void aRestartedContainerIsFoundByPodUidAndAddress() throws Exception {
        assertEquals(TestTarget.UID, entered(TestTarget.UID, "", GONE, "10.9.7.2"));
    }

    @Test
    void aPodFoundByUidAloneIsRefusedWithoutItsAddress() throws Exception {
        CaptureReport captured = refused(TestTarget.UID, "", GONE, "10.9.8.2");
        assertTrue(captured.ended().message().contains("has none of its addresses"), captured.ended()::message);
        assertEquals(List.of(), captured.interfaces());
    }

    @Test
    void aContainerIdInAnotherPodIsNotFound() throws Exception {
        listStranger("0::/kubepods/pod" + STRANGER + "/" + STRANGERS + "\n");
        refused("22222222-9f5d-4f53-9f3e-0d2d6a1b7c11", "", STRANGERS, "10.9.8.2");
    }

    /** The attack: a pod claims the hash of somebody's static pod, and its own container has ended. */
    @Test
    void anotherPodsHashIsRefusedWithoutThePodsAddress() throws Exception {
        listStranger("0::/kubepods/pod" + HASH + "/" + STRANGERS + "\n");
        refused("22222222-9f5d-4f53-9f3e-0d2d6a1b7c11", HASH, GONE, "10.9.7.2");
    }

    @Test
    void aStaticPodIsEnteredByItsHash() throws Exception {
        listStranger("0::/kubepods/pod" + HASH + "/" + STRANGERS + "\n");
        assertEquals(HASH, entered("22222222-9f5d-4f53-9f3e-0d2d6a1b7c11", HASH, STRANGERS, "10.9.8.2"));
    }

    /** The attack: a pod that runs containers of its own names one of their cgroups like the target's. */
    @Test
    void aForgedCgroupInsideAnotherPodIsIgnored() throws Exception {
        listStranger("0::/kubepods/pod%s/%s/kubepods/pod%s/%s\n"
                .formatted(STRANGER, STRANGERS, TestTarget.UID, TestTarget.CONTAINER));
        CaptureReport captured =
                pod.captured(pod.capture(order(TestTarget.UID, "", TestTarget.CONTAINER, "10.9.7.2")), 0);
        assertTrue(captured.interfaces().getFirst().addresses().contains("10.9.7.2/24"), captured::toString);
    }

    @Test
    void aPodIsNotEnteredIfTheNodesNamespaceIsUnknown() throws Exception {
        target.onNodeOf(0);
        CaptureReport captured =
                pod.captured(pod.capture(order(TestTarget.UID, "", TestTarget.CONTAINER, "10.9.7.2")), 1);
        assertEquals(Stop.AttachFailed, captured.ended().stop());
        assertTrue(
                captured.ended().message().startsWith("the pod's network namespace was not entered"),
                captured.ended()::message);
        assertEquals("", captured.enteredUid());
    }

    private void listStranger(String cgroup) throws Exception {
        String process = stranger.processIds().lines().findFirst().orElseThrow();
        target.listed(process, process, cgroup);
    }

    private String entered(String uid, String hash, String container, String address) throws Exception {
        CaptureReport captured = pod.captured(pod.capture(order(uid, hash, container, address)), 0);
        assertEquals(Stop.Duration, captured.ended().stop(), captured.ended()::message);
        return captured.enteredUid();
    }

    private CaptureReport refused(String uid, String hash, String container, String address) throws Exception {
        CaptureReport captured = pod.captured(pod.capture(order(uid, hash, container, address)), 1);
        assertEquals(Stop.TargetNotFound, captured.ended().stop(), captured.ended()::message);
        assertEquals("", captured.enteredUid());
        return captured;
    }

    private static Order order(String uid, String hash, String container, String address) {
        TargetPod one = new TargetPod(uid, hash, List.of(container), List.of(address));
        return AnOrder.of(one)
                .on("lo")
                .filtering("udp port 9")
                .lastingMillis(200)
                .order();
    }
}
