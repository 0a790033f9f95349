package io.nettools.agent.capture;

import io.nettools.agent.handover.Json;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.target.CannotCapture;
import io.nettools.agent.target.Interfaces;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.order.InterfaceName;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The conditions for starting tcpdump: the namespace can be read, it has the interface, and the filter compiles there.
 */
final class Attachment {
    /** Limit for compiling: a filter can be written that takes minutes. */
    private static final Duration COMPILE_LIMIT = Duration.ofSeconds(2);

    /** RDMA devices, which libpcap looks up by name before interfaces (pcap-rdmasniff.c). */
    private static final Path RDMA_DEVICES = Path.of("/sys/class/infiniband");

    private final Order order;
    private final Layout layout;
    private final NetworkNamespace namespace;

    Attachment(Order order, Layout layout, NetworkNamespace namespace) {
        this.order = order;
        this.layout = layout;
        this.namespace = namespace;
    }

    /** Reads the interfaces and writes their names to a file for the reader. */
    Interfaces interfaces() throws CannotCapture, IOException {
        Interfaces interfaces = Interfaces.of(namespace);
        Files.write(layout.interfaces(), Json.MAPPER.writeValueAsBytes(interfaces.names()));
        return interfaces;
    }

    /** Checks the interface's name before any tool gets it. If not all interfaces are known, tcpdump finds out. */
    void check(Interfaces interfaces) throws CannotCapture {
        String name = name();
        if (interfaces.whole() && !interfaces.has(name)) {
            throw new CannotCapture(
                    Stop.InterfaceNotFound, "the " + order.target().noun() + " has no interface " + name);
        }
    }

    /**
     * The file with the filter. It is compiled once against the interface, whose link type matters to some expressions.
     */
    Path filter() throws CannotCapture, IOException {
        Path file = Files.writeString(layout.filter(), order.capture().filter());
        if (order.capture().filter().isEmpty()) {
            return file;
        }
        Tool.Outcome compiled = Tool.run(
                namespace,
                COMPILE_LIMIT,
                List.of(
                        "tcpdump",
                        "-i",
                        name(),
                        "-s",
                        Integer.toString(order.capture().snapLength()),
                        "-F",
                        file.toString(),
                        "-d"));
        if (compiled.succeeded()) {
            return file;
        }
        TcpdumpMessages messages = TcpdumpMessages.of(compiled.errors());
        throw new CannotCapture(reason(messages), messages.complaint().orElseGet(() -> sentence(compiled)));
    }

    private String name() throws CannotCapture {
        String name = order.capture().networkInterface();
        Optional<String> complaint = new InterfaceName(name).complaint();
        if (complaint.isPresent()) {
            throw new CannotCapture(Stop.InterfaceNotFound, "the order's interface " + complaint.get());
        }
        if (Files.exists(RDMA_DEVICES.resolve(name))) {
            throw new CannotCapture(
                    Stop.InterfaceNotFound,
                    name
                            + " is also an RDMA device of the node: write capture.interface: any, which includes the"
                            + " interface");
        }
        return name;
    }

    /** The reason of a failure: opening the device fails with other messages than compiling. */
    private static Stop reason(TcpdumpMessages messages) {
        if (messages.noSuchInterface()) {
            return Stop.InterfaceNotFound;
        }
        return messages.noPermission() ? Stop.AttachFailed : Stop.FilterInvalid;
    }

    private static String sentence(Tool.Outcome outcome) {
        return outcome.errors().lines().findFirst().orElse("exit code " + outcome.exit());
    }
}
