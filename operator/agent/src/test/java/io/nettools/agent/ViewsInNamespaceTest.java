package io.nettools.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Where;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trace that captures in the pod and on a simulated node. The server is outside of the node, behind a Service's
 * address.
 *
 * <pre>
 *   target   10.9.7.2 ── veth7 ┐
 *   stranger 10.9.8.2 ── veth8 ┤ node, 10.96.0.20:80 is 192.0.2.2:8080 ── up0 ── outside 192.0.2.2
 * </pre>
 */
class ViewsInNamespaceTest {
    private static final String SERVICE =
            """
            add table ip nat
            add chain ip nat services { type nat hook prerouting priority -100; }
            add rule ip nat services ip daddr 10.96.0.20 tcp dport 80 dnat to 192.0.2.2:8080
            """;
    private static final String ASK =
            "import urllib.request; urllib.request.urlopen('http://10.96.0.20/', timeout=10).read()";

    private static final String ASK_IN_VAIN =
            "import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(('10.96.0.20', 80))";

    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget target;
    private TestTarget stranger;
    private TestTarget outside;
    private TestTarget node;

    @BeforeEach
    void aNodeWithAnUplink() throws Exception {
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
        stranger = new TestTarget(folder.resolve("stranger"));
        outside = new TestTarget(folder.resolve("outside"));
        node = new TestTarget(folder.resolve("node"));
        target.onNodeOf(node.start("sleep", "600").pid());
        node.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
        connect(target, "veth7", "10.9.7");
        connect(stranger, "veth8", "10.9.8");
        connect(outside, "up0", "192.0.2");
        node.run("ip", "route", "add", "default", "via", "192.0.2.2");
        node.run("nft", SERVICE);
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

    private void connect(TestTarget one, String port, String net) throws IOException, InterruptedException {
        String[] add = {"ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", one.namespace()};
        node.run(add);
        node.run("ip", "addr", "add", net + ".1/24", "dev", port);
        node.run("ip", "link", "set", port, "up");
        one.run("ip", "addr", "add", net + ".2/24", "dev", "eth0");
        one.run("ip", "link", "set", "eth0", "up");
        one.run("ip", "route", "add", "default", "via", net + ".1");
    }

    @Test
    void theSamePacketsAreSeenAtThreePointsWithoutAStrangers() throws Exception {
        CaptureReport captured = captured();

        assertEquals(
                List.of("Pod eth0", "Node veth7", "Uplink up0"),
                captured.watched().points().stream()
                        .map(point -> point.where() + " " + point.networkInterface())
                        .toList());
        List<Point> points = captured.watched().points();
        assertTrue(points.getFirst().captured() > 0, points::toString);
        assertEquals(points.get(0).captured(), points.get(1).captured());
        assertEquals(points.get(0).captured(), points.get(2).captured());
        assertEquals(List.of("", "", ""), points.stream().map(Point::hides).toList());
        assertEquals(points.get(1).captured(), packets(1, "host 10.9.7.2 and host 10.96.0.20 and tcp port 80"));
        assertEquals(points.get(2).captured(), packets(2, "host 10.9.7.2 and host 192.0.2.2 and tcp port 8080"));
        assertTrue(captured.watched().window().orElseThrow().untilMillis()
                > captured.ended().attachedMillis());
        assertTrue(captured.watched().sockets().orElseThrow().tcpOpened() >= 1, captured::toString);
    }

    @Test
    void passagesAreCountedAtEachPointAcrossTheTranslation() throws Exception {
        Process reading = pod.read(order(List.of("10.9.7.2")));
        captured();
        Views views = pod.report(reading).views().orElseThrow();
        assertEquals(1, views.passageCount(), views::toString);
        Views.Passage passage = views.passages().getFirst();
        assertTrue(passage.local().startsWith("10.9.7.2:"), passage::toString);
        assertEquals("10.96.0.20:80", passage.remote());
        assertEquals("192.0.2.2:8080", passage.translated(), views::toString);
        assertEquals(List.of(), passage.lost());
        for (List<Views.Tally> direction : List.of(passage.sent(), passage.received())) {
            Views.Tally first = direction.getFirst();
            assertTrue(first.bare() > 0 && first.payload() > 0, passage::toString);
            for (Views.Tally tally : direction) {
                assertEquals(first.payload(), tally.payload());
                assertEquals(first.bare(), tally.bare());
            }
        }
        assertEquals(
                passage.sent().getFirst().bareMicros() / 1_000_000,
                passage.sent().getLast().bareMicros() / 1_000_000);
    }

    @Test
    void aPacketThatTheNodeDropsIsNamedAsLostAtTheUplink() throws Exception {
        node.run(
                "nft",
                "add table ip t; add chain ip t f { type filter hook forward priority 0; };"
                        + " add rule ip t f ip saddr 10.9.7.2 tcp flags syn drop");
        Process reading = pod.read(order(List.of("10.9.7.2")));
        Process capturing = pod.capture(order(List.of("10.9.7.2")));
        pod.awaitAttached();
        target.run("python3", "-c", ASK_IN_VAIN);
        pod.requestStop();
        pod.captured(capturing, 0);
        Views.Passage passage =
                pod.report(reading).views().orElseThrow().passages().getFirst();
        assertTrue(passage.sent().get(1).syns() >= 1, passage::toString);
        assertEquals(0, passage.sent().get(2).packets());
        assertTrue(passage.lost().getFirst().packet().startsWith("SYN, seq "), passage::toString);
        assertEquals(1, passage.lost().getFirst().after());
    }

    /** The uplink carries only VXLAN between the nodes; the inner packets are compared. */
    @Test
    void packetsInATunnelAreMatchedByTheirInnerPackets() throws Exception {
        matchedInATunnel("192.0.2.1", "192.0.2.2");
    }

    @Test
    void packetsInATunnelOverIpv6AreMatchedByTheirInnerPackets() throws Exception {
        node.run("ip", "-6", "addr", "add", "2001:db8::1/64", "dev", "up0", "nodad");
        outside.run("ip", "-6", "addr", "add", "2001:db8::2/64", "dev", "eth0", "nodad");
        matchedInATunnel("2001:db8::1", "2001:db8::2");
    }

    private void matchedInATunnel(String here, String there) throws Exception {
        tunnel(node, here, there, "up0", "10.9.9.1/24");
        tunnel(outside, there, here, "eth0", "10.9.9.2/24");
        outside.run("ip", "route", "add", "10.9.0.0/16", "via", "10.9.9.1");
        outside.start("python3", "-m", "http.server", "80", "--bind", "10.9.9.2", "--directory", folder.toString());
        await("the server listens").atMost(TestTracePod.PATIENCE).until(() -> !outside.run("ss", "-Hltn", "sport = :80")
                .isBlank());
        Process reading = pod.read(order(List.of("10.9.7.2")));
        Process capturing = pod.capture(order(List.of("10.9.7.2")));
        pod.awaitAttached();
        for (TestTarget one : List.of(stranger, target)) {
            one.run("python3", "-c", ASK.replace("10.96.0.20", "10.9.9.2"));
        }
        pod.requestStop();
        CaptureReport captured = pod.captured(capturing, 0);
        assertEquals(captured.watched().points().get(2).captured(), packets(2, "udp port 4789"));
        assertEquals(
                captured.watched().points().get(0).captured(),
                captured.watched().points().get(2).captured(),
                "a stranger's?");
        Views.Passage passage =
                pod.report(reading).views().orElseThrow().passages().getFirst();
        assertEquals("10.9.9.2:80", passage.remote());
        for (List<Views.Tally> direction : List.of(passage.sent(), passage.received())) {
            assertTrue(direction.getFirst().payload() > 0, passage::toString);
            assertEquals(direction.getFirst().payload(), direction.getLast().payload());
            assertEquals(direction.getFirst().bare(), direction.getLast().bare());
        }
    }

    private static void tunnel(TestTarget end, String local, String remote, String device, String address)
            throws IOException, InterruptedException {
        String[] add = {"ip", "link", "add", "vx0", "type", "vxlan", "id", "7", "dstport", "4789"};
        String[] ends = {"local", local, "remote", remote, "dev", device};
        end.run(Stream.of(add, ends).flatMap(Stream::of).toArray(String[]::new));
        end.run("ip", "addr", "add", address, "dev", "vx0");
        end.run("ip", "link", "set", "vx0", "up");
    }

    /** The policy is for other addresses: it only matters that the node has one. */
    @Test
    void anUplinkOfANodeWithIpsecNotesWhatItMayNotSee() throws Exception {
        String policy =
                "src 10.77.1.0/24 dst 10.77.2.0/24 dir out tmpl src 192.0.2.1 dst 192.0.2.9 proto esp mode tunnel";
        node.run(("ip xfrm policy add " + policy).split(" "));
        Process reading = pod.read(order(List.of("10.9.7.2")));
        List<String> hides = List.of("", "", "packets to other nodes may pass it inside IPsec");
        assertEquals(
                hides, captured().watched().points().stream().map(Point::hides).toList());
        Views views = pod.report(reading).views().orElseThrow();
        assertEquals(hides, views.points().stream().map(Point::hides).toList());
    }

    @Test
    void aPointThatCannotBeCapturedDoesNotHideTheOthers() throws Exception {
        node.run("ip", "route", "del", "default");
        List<Point> points = captured().watched().points();
        assertTrue(points.get(0).captured() > 0, points::toString);
        assertEquals(points.get(0).captured(), points.get(1).captured());
        assertEquals(Where.Uplink, points.get(2).where());
        assertTrue(points.get(2).missing().contains("default route"), points::toString);
    }

    private CaptureReport captured() throws IOException, InterruptedException {
        Process capturing = pod.capture(order(List.of("10.9.7.2")));
        pod.awaitAttached();
        stranger.run("python3", "-c", ASK);
        target.run("python3", "-c", ASK);
        pod.requestStop();
        return pod.captured(capturing, 0);
    }

    private static Order order(List<String> addresses) {
        TargetPod one = new TargetPod(TestTarget.UID, "", List.of(TestTarget.CONTAINER), List.of("web"), addresses);
        return AnOrder.of(one)
                .on("eth0")
                .filtering("tcp port 80")
                .keepingOfEachPacket(512)
                .showing(0)
                .lastingMillis(60_000)
                .with(Extra.NodeViews)
                .order();
    }

    private long packets(int point, String filter) throws IOException, InterruptedException {
        String file = pod.captureLayout().point(point).toString();
        assertEquals(0, lines(file, "host 10.9.8.2"));
        return lines(file, filter);
    }

    private static long lines(String file, String filter) throws IOException, InterruptedException {
        return Command.run("tcpdump", "-nr", file, filter)
                .lines()
                .filter(line -> line.contains(" IP ") || line.contains(" IP6 "))
                .count();
    }
}
