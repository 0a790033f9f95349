package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.InterfaceName;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interface names with the real tcpdump in a real network namespace. Needs root, and fails with a sentence without it.
 */
class InterfaceInNamespaceTest {
    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget target;

    @BeforeAll
    static void needsRoot() throws Exception {
        assertEquals("0", Command.run("id", "-u").strip(), "network namespaces can only be made and entered as root");
    }

    @BeforeEach
    void start() throws Exception {
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
    }

    @AfterEach
    void end() throws Exception {
        pod.close();
        target.remove();
    }

    /**
     * T5: the pod may have an interface of this name. tcpdump would open another device for it, also to compile a
     * filter.
     */
    @ParameterizedTest
    @ValueSource(strings = {"nfqueue", "nflog", "usbmon0", "dbus-system", "bluetooth0", "7"})
    void aNameOfALibpcapDeviceIsRefused(String name) throws Exception {
        target.run("ip", "link", "add", name, "type", "veth", "peer", "name", "other");
        Order order = AnOrder.of(target.pod()).on(name).filtering("port 9").order();
        CaptureReport captured = pod.captured(pod.capture(order), 1);
        assertEquals(Stop.InterfaceNotFound, captured.ended().stop());
        assertTrue(captured.ended().message().startsWith("the order's interface is "), captured.ended()::message);
    }

    /** The real tcpdump takes each accepted name as an interface, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "netmap0",
                "dagger0",
                "dag",
                "usbmon",
                "bluetooth",
                "dbus0",
                "nflog0",
                "rdma0",
                "snfx",
                "usbmon-1"
            })
    void aNameThatOnlyResemblesALibpcapDeviceIsAnInterface(String name) throws Exception {
        assertEquals(Optional.empty(), new InterfaceName(name).complaint());
        target.run("ip", "link", "add", name, "type", "veth", "peer", "name", "other");
        target.run("ip", "link", "set", name, "up");
        String types = target.run("tcpdump", "-i", name, "-L");
        assertTrue(types.contains("EN10MB"), types);
    }
}
