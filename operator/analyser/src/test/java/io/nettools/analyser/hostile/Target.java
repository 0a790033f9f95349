package io.nettools.analyser.hostile;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.wire.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is fuzzed: a class with a method {@code fuzzerTestOneInput}, and valid inputs to begin with, made of the captures of the tests.
 *
 * @param seed what stands for a capture; empty when it has nothing of the kind
 */
record Target(Class<?> type, Function<byte[], byte[]> seed) {
    private static final Path CAPTURES = Path.of("src/test/resources/captures");
    private static final List<String> CONNTRACK = List.of(
            "tcp      6 431999 ESTABLISHED src=127.0.0.1 dst=127.0.0.1 sport=51000 dport=8080 src=127.0.0.1 dst=127.0.0.1 [ASSURED] use=1",
            "    [NEW] tcp      6 120 SYN_SENT src=127.0.0.1 dst=127.0.0.1 sport=51000 dport=8080 [UNREPLIED] src=127.0.0.1",
            " [UPDATE] tcp      6 60 SYN_RECV src=10.0.0.1 dst=10.96.0.1 sport=5000 dport=80 src=10.244.0.2 dst=10.0.0.1 sport=8080",
            "[DESTROY] udp      17 src=10.0.0.1 dst=10.0.0.2 sport=5000 dport=53 src=10.0.0.2 dst=10.0.0.1 sport=53 dport=5000");

    static List<Target> all() {
        return List.of(
                new Target(CaptureTarget.class, file -> file),
                new Target(PassagesTarget.class, file -> file),
                new Target(PacketTarget.class, file -> PacketTarget.input(Records.link(file), Records.of(file))),
                new Target(HttpTarget.class, file -> payloads(file, Datagram.TCP, 0)),
                new Target(TlsTarget.class, file -> payloads(file, Datagram.TCP, 443)),
                new Target(PostgresTarget.class, file -> payloads(file, Datagram.TCP, 5432)),
                new Target(RedisTarget.class, file -> payloads(file, Datagram.TCP, 6379)),
                new Target(DnsTarget.class, file -> payloads(file, Datagram.UDP, 53)),
                new Target(DnsTcpTarget.class, file -> payloads(file, Datagram.TCP, 53)),
                new Target(ConntrackTarget.class, file -> String.join("\n", CONNTRACK)
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    String name() {
        return type.getSimpleName().replace("Target", "");
    }

    @Override
    public String toString() {
        return name();
    }

    List<byte[]> seeds() throws IOException {
        try (Stream<Path> files = Files.list(CAPTURES)) {
            return files.filter(file -> file.toString().endsWith(".pcap"))
                    .sorted()
                    .map(Target::read)
                    .map(seed)
                    .filter(input -> input.length > 0)
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What two ends said, as {@link TalkTarget} reads it; port 0 stands for every one. */
    private static byte[] payloads(byte[] file, int protocol, int port) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        Packet packet = new Packet();
        for (byte[] bytes : Records.of(file)) {
            packet.read(LinkType.of(Records.link(file)), bytes, 0, bytes.length, bytes.length, 0);
            boolean fromServer = packet.sourcePort() < packet.destinationPort();
            int server = Math.min(packet.sourcePort(), packet.destinationPort());
            if (packet.datagram().protocol() != protocol || (port != 0 && server != port)) {
                continue;
            }
            int from = protocol == Datagram.TCP
                    ? packet.segment().payload()
                    : packet.datagram().payload() + 8;
            int to = packet.datagram().capturedEnd();
            if (from < to) {
                TalkTarget.add(input, fromServer ? TalkTarget.SERVER : 0, Arrays.copyOfRange(bytes, from, to));
            }
        }
        return input.toByteArray();
    }
}
