package io.nettools.analyser.report;

/**
 * What the sockets of the pod's network namespace did while it was captured, by the kernel's own counters (/proc/net/snmp, RFC 4022, RFC
 * 4113): what is sent and never reaches an interface was dropped inside the pod.
 *
 * @param tcpOpened connections that were begun (ActiveOpens)
 * @param tcpSent segments sent (OutSegs)
 * @param tcpRetransmitted segments sent again (RetransSegs)
 * @param tcpReceived segments received (InSegs)
 * @param udpSent datagrams sent (OutDatagrams)
 * @param udpReceived datagrams received (InDatagrams)
 */
public record Sockets(
        long tcpOpened, long tcpSent, long tcpRetransmitted, long tcpReceived, long udpSent, long udpReceived) {
    public static final Sockets NONE = new Sockets(0, 0, 0, 0, 0, 0);
}
