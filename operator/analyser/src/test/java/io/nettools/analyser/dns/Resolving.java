package io.nettools.analyser.dns;

import io.nettools.analyser.flow.FlowTable;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Dns;
import io.nettools.analyser.wire.Wire;
import java.nio.ByteBuffer;
import java.util.List;

/** Datagrams between the client 10.0.0.1 and the server 10.0.0.2:53, one millisecond from packet to packet. */
final class Resolving {
    static final int A = 1;
    static final int AAAA = 28;

    private final Capture capture;
    private int port = 53;

    Resolving() {
        this(Capture.of(Capture.RAW));
    }

    Resolving(Capture capture) {
        this.capture = capture;
    }

    /** Moves the server to another port from here on. */
    Resolving at(int serverPort) {
        port = serverPort;
        return this;
    }

    Resolving asks(int clientPort, Dns message) {
        return client(clientPort, message.bytes());
    }

    Resolving answers(int clientPort, Dns message) {
        return server(clientPort, message.bytes());
    }

    Resolving client(int clientPort, byte[] payload) {
        capture.packet(Wire.ip4(17, "10.0.0.1", "10.0.0.2", Wire.udp(clientPort, port, payload)));
        return this;
    }

    Resolving server(int clientPort, byte[] payload) {
        capture.packet(Wire.ip4(17, "10.0.0.2", "10.0.0.1", Wire.udp(port, clientPort, payload)));
        return this;
    }

    /** An answer from another end than the server. */
    Resolving strangerAnswers(String address, int serverPort, int clientPort, Dns message) {
        capture.packet(Wire.ip4(17, address, "10.0.0.1", Wire.udp(serverPort, clientPort, message.bytes())));
        return this;
    }

    /** A query and its answer, from a port of their own. */
    Resolving lookup(int id, String name, int type, int code, int records) {
        asks(40_000 + id, Dns.query(id, name, type));
        return answers(40_000 + id, Dns.answer(id, name, type).code(code).records(records));
    }

    Resolving after(long micros) {
        capture.after(micros);
        return this;
    }

    /** A packet that is not DNS, after a time. */
    Resolving quiet(long micros) {
        capture.after(micros).packet(Wire.ip4(17, "10.0.0.7", "10.0.0.8", Wire.udp(1, 2, new byte[0])));
        return this;
    }

    Capture capture() {
        return capture;
    }

    List<DnsTransaction> transactions() {
        return capture.report().protocols().dns().first();
    }

    /** Each transaction as name, type, rcode and number of queries. */
    List<String> told() {
        return transactions().stream()
                .map(one -> one.name() + " " + one.type() + " " + one.rcode() + " " + one.queries())
                .toList();
    }

    DnsFacts facts() {
        return facts(capture.bytes());
    }

    static DnsFacts facts(byte[] file) {
        FlowTable flows = new FlowTable(20);
        DnsLog log = new DnsLog(20);
        long[] last = new long[1];
        var step = flows.then((packet, conversation, sender) -> {
            NewBytes fresh = conversation.newBytes(sender);
            fresh.read(packet.segment());
            conversation.dns(log.accept(packet, sender, fresh, conversation.dns()));
        });
        CaptureReader reader = new CaptureReader((Packet packet) -> {
            last[0] = packet.micros();
            flows.accept(packet);
            step.accept(packet);
        });
        reader.accept(ByteBuffer.wrap(file));
        return log.facts(last[0]);
    }

    /** The only server. */
    DnsServer onlyServer() {
        List<DnsServer> servers = facts().servers();
        if (servers.size() != 1) {
            throw new AssertionError("expected one server: " + servers);
        }
        return servers.getFirst();
    }
}
