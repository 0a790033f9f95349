package io.nettools.agent.capture;

import io.nettools.analyser.report.KernelCounters.Queue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The texts of /proc/PID/net in which a kernel counts.
 *
 * @param snmp counters of IP, TCP and UDP
 * @param snmp6 those of IPv6
 * @param netstat further ones of TCP
 * @param softnet those of each processor of the node
 * @param devices those of each interface
 */
record NetTexts(String snmp, String snmp6, String netstat, String softnet, String devices) {
    /** Bytes of one text: a node has thousands of interfaces and sockets, a pod a few. */
    static final int MOST = 256 * 1024;

    /** The texts of a process' namespace; empty once the process has ended. */
    static Optional<NetTexts> seenBy(long process) {
        Path net = net(process);
        String snmp = text(net.resolve("snmp"));
        return snmp.isEmpty()
                ? Optional.empty()
                : Optional.of(new NetTexts(
                        snmp,
                        text(net.resolve("snmp6")),
                        text(net.resolve("netstat")),
                        text(net.resolve("softnet_stat")),
                        text(net.resolve("dev"))));
    }

    /** The listening sockets of a process' namespace with connections that wait to be accepted. */
    static List<Queue> queuesSeenBy(long process) {
        return AcceptQueues.of(Stream.of("tcp", "tcp6")
                .map(name -> text(net(process).resolve(name)))
                .toList());
    }

    /** The lists of sockets of a process' namespace; empty once the process has ended. */
    static Optional<SocketTexts> socketsSeenBy(long process) {
        Path net = net(process);
        String tcp = text(net.resolve("tcp"));
        return tcp.isEmpty()
                ? Optional.empty()
                : Optional.of(new SocketTexts(
                        List.of(tcp, text(net.resolve("tcp6"))),
                        List.of(text(net.resolve("udp")), text(net.resolve("udp6")))));
    }

    /**
     * The texts of /proc/PID/net that list sockets.
     *
     * @param tcp those of TCP; an empty one for a file that is not there
     * @param udp those of UDP
     */
    record SocketTexts(List<String> tcp, List<String> udp) {
        ListeningSockets listening() {
            return ListeningSockets.of(tcp, udp, ByteOrder.nativeOrder());
        }
    }

    private static Path net(long process) {
        return Path.of("/proc", Long.toString(process), "net");
    }

    /** Empty when there is no such file: IPv6 may be switched off. */
    private static String text(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            return new String(input.readNBytes(MOST), StandardCharsets.ISO_8859_1);
        } catch (IOException none) {
            return "";
        }
    }
}
