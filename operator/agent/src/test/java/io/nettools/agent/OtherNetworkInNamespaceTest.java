package io.nettools.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pod whose traffic leaves by another interface than the one that has the address of its status, as with a primary
 * UserDefinedNetwork.
 *
 * <pre>
 *   target   eth0      10.9.7.2 ── veth7 ┐
 *            ovn-udn1  10.9.6.2 ── veth6 ┤ node ── up0 ── outside 192.0.2.2
 *   stranger eth0      10.9.8.2 ── veth8 ┘
 * </pre>
 */
class OtherNetworkInNamespaceTest {
    private static final String STATUS = "10.9.7.2";
    private static final String UDN = "10.9.6.2";
    private static final String STRANGER = "10.9.8.2";
    private static final String ASK =
            "import urllib.request; urllib.request.urlopen('http://192.0.2.2:8080/', timeout=2).read()";

    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget target;
    private TestTarget stranger;
    private TestTarget outside;
    private TestTarget node;

    @BeforeEach
    void aPodWithTwoNetworks() throws Exception {
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
        stranger = new TestTarget(folder.resolve("stranger"));
        outside = new TestTarget(folder.resolve("outside"));
        node = new TestTarget(folder.resolve("node"));
        target.onNodeOf(node.start("sleep", "600").pid());
        node.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
        connect(target, "eth0", "veth7", "10.9.7");
        connect(target, "ovn-udn1", "veth6", "10.9.6");
        connect(stranger, "eth0", "veth8", "10.9.8");
        connect(outside, "eth0", "up0", "192.0.2");
        target.run("ip", "route", "add", "default", "via", "10.9.6.1");
        stranger.run("ip", "route", "add", "default", "via", "10.9.8.1");
        outside.run("ip", "route", "add", "default", "via", "192.0.2.1");
        node.run("ip", "route", "add", "default", "via", "192.0.2.2");
        node.run(
                "nft",
                "add table ip t; add chain ip t c { type filter hook forward priority 0; }; add rule ip t c ct state new counter");
        outside.start("python3", "-m", "http.server", "8080", "--bind", "192.0.2.2", "--directory", folder.toString());
        await("the server listens")
                .atMost(TestTracePod.PATIENCE)
                .until(() -> !outside.run("ss", "-Hltn", "sport = :8080").isBlank());
    }

    @AfterEach
    void noNode() throws Exception {
        pod.close();
        for (TestTarget one : List.of(target, stranger, outside, node)) {
            one.remove();
        }
    }

    private void connect(TestTarget one, String name, String port, String net)
            throws IOException, InterruptedException {
        node.run("ip", "link", "add", port, "type", "veth", "peer", "name", name, "netns", one.namespace());
        node.run("ip", "addr", "add", net + ".1/24", "dev", port);
        node.run("ip", "link", "set", port, "up");
        one.run("ip", "addr", "add", net + ".2/24", "dev", name);
        one.run("ip", "link", "set", name, "up");
    }

    @Test
    void aPrimaryNetworksPacketsAreComparedWhereNoOtherPodsPass() throws Exception {
        Order order = order("any");
        Process reading = pod.read(order);
        CaptureReport captured = captured(order);
        Views views = pod.report(reading).views().orElseThrow();

        List<Point> points = captured.watched().points();
        assertEquals(
                List.of("any", "veth6", "up0"),
                points.stream().map(Point::networkInterface).toList());
        assertTrue(points.getFirst().captured() > 0, points::toString);
        assertEquals(points.get(0).captured(), points.get(1).captured());
        assertEquals(List.of(UDN), captured.watched().own());
        Views.Passage passage = views.passages().getFirst();
        assertTrue(passage.local().startsWith(UDN + ":"), passage::toString);
        assertEquals(List.of(), passage.lost());
        assertEquals(passage.sent().get(0).payload(), passage.sent().get(1).payload());
        assertTrue(
                captured.notes()
                        .getFirst()
                        .startsWith(
                                "packets at ovn-udn1 carry 10.9.6.2, which is not in the pod's status" + " (10.9.7.2)"),
                captured.notes()::toString);
    }

    @Test
    void whatCannotBeToldFromOtherPodsPacketsIsASentence() throws Exception {
        CaptureReport captured = captured(order("any"));
        Point uplink = captured.watched().points().getLast();
        assertEquals(
                "ovn-udn1 has 10.9.6.2, not an address of the pod's status: pods of other networks may have it too",
                uplink.missing());
        assertTrue(
                captured.notes().stream()
                        .anyMatch(note -> note.startsWith("on the node: only connections of " + STATUS)),
                captured.notes()::toString);
    }

    @Test
    void theInterfaceOfThePodsStatusIsFollowedAsBefore() throws Exception {
        target.run("ip", "route", "replace", "default", "via", "10.9.7.1");
        CaptureReport captured = captured(order("any"));
        assertEquals(List.of(), captured.watched().own());
        assertEquals(List.of(), captured.notes());
        assertEquals(
                List.of("", "", ""),
                captured.watched().points().stream().map(Point::missing).toList());
    }

    @Test
    void theCapturedInterfacesPathIsFollowed() throws Exception {
        target.run("ip", "route", "replace", "default", "via", "10.9.7.1");
        target.run("ip", "route", "add", "192.0.2.0/24", "via", "10.9.6.1");
        CaptureReport captured = captured(order("ovn-udn1"));
        List<Point> points = captured.watched().points();
        assertEquals("veth6", points.get(1).networkInterface());
        assertTrue(points.get(0).captured() > 0, points::toString);
        assertEquals(points.get(0).captured(), points.get(1).captured());
        assertEquals(List.of(UDN), captured.watched().own());
    }

    /** T4: anybody in the pod may give its interface the address of another pod. */
    @Test
    void anAddressThatThePodGaveItselfShowsNoStrangersPackets() throws Exception {
        target.run("ip", "addr", "add", STRANGER + "/32", "dev", "ovn-udn1");
        target.run("ip", "addr", "del", UDN + "/24", "dev", "ovn-udn1");
        target.run("ip", "route", "replace", "default", "dev", "ovn-udn1");
        Order order = order("any");
        Process reading = pod.read(order);
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        stranger.run("python3", "-c", ASK);
        pod.requestStop();
        CaptureReport captured = pod.captured(capturing, 0);
        Report report = pod.report(reading);

        assertEquals(List.of(STRANGER), captured.watched().own());
        assertEquals(
                List.of(0L, 0L, 0L),
                captured.watched().points().stream().map(Point::captured).toList());
        assertFalse(Files.exists(pod.captureLayout().point(2)));
        assertFalse(Files.readString(pod.captureLayout().nodeConntrackList()).contains(STRANGER));
        assertFalse(Files.readString(pod.captureLayout().nodeConntrackEvents()).contains(STRANGER));
        assertEquals(List.of(), report.views().orElseThrow().passages());
    }

    private CaptureReport captured(Order order) throws IOException, InterruptedException {
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        stranger.run("python3", "-c", ASK);
        target.run("python3", "-c", ASK);
        pod.requestStop();
        return pod.captured(capturing, 0);
    }

    private static Order order(String on) {
        TargetPod one =
                new TargetPod(TestTarget.UID, "", List.of(TestTarget.CONTAINER), List.of("web"), List.of(STATUS));
        return AnOrder.of(one)
                .on(on)
                .filtering("tcp port 8080")
                .keepingOfEachPacket(512)
                .showing(0)
                .lastingMillis(60_000)
                .with(Extra.NodeViews, Extra.Conntrack)
                .order();
    }
}
