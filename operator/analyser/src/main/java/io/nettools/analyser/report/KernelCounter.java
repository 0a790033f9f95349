package io.nettools.analyser.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The counters of a network namespace that decide where packets cannot, by the names under which {@code nstat} prints them. Where the kernel
 * counts IPv6 apart, both are added up.
 */
public enum KernelCounter {
    /** Connections dropped because the queue of those that the program has not accepted was full. */
    TcpExtListenOverflows,
    /** Connections dropped by a listening socket, for that reason or another one. */
    TcpExtListenDrops,
    /** SYNs answered with a cookie because the queue of half-open connections was full. */
    TcpExtSyncookiesSent,
    /** SYNs dropped because that queue was full. */
    TcpExtTCPReqQFullDrop,
    /** Answers to a SYN rejected for their timestamp. */
    TcpExtPAWSActive,
    /** Segments of open connections rejected for their timestamp. */
    TcpExtPAWSEstab,
    /** Connections that were forgotten at once because too many were in TIME_WAIT. */
    TcpExtTCPTimeWaitOverflow,
    /** Times at which the TCP sockets of the node ran short of memory. */
    TcpExtTCPMemoryPressures,
    /** Segments dropped because the program held its socket for too long. */
    TcpExtTCPBacklogDrop,
    /** Segments dropped because the receive buffer was full. */
    TcpExtTCPRcvQDrop,
    /** Connections ended because there was no memory for them. */
    TcpExtTCPAbortOnMemory,
    /** Segments that were to be sent again, and that the kernel could not hand on: a rule of the OUTPUT chain, or a full queue. */
    TcpExtTCPRetransFail,
    /** Connections that were not established. */
    TcpAttemptFails,
    /** Datagrams for a port on which no program listens. */
    UdpNoPorts("Udp6NoPorts"),
    /** Datagrams dropped because the program's receive buffer was full. */
    UdpRcvbufErrors("Udp6RcvbufErrors"),
    /** Datagrams not sent because a buffer or queue was full. */
    UdpSndbufErrors("Udp6SndbufErrors"),
    /** Datagrams not delivered for any reason but a missing program. */
    UdpInErrors("Udp6InErrors"),
    /** Packets dropped on the way in without a fault of their own. */
    IpInDiscards("Ip6InDiscards"),
    /** Packets that the namespace itself sent and dropped: a rule of its OUTPUT chain, or a full queue. */
    IpOutDiscards("Ip6OutDiscards"),
    /**
     * Packets that the namespace itself sent (IpOutRequests) and that never came to an interface (IpOutTransmits, of Linux 6.7 and later): a
     * rule of the OUTPUT chain dropped them.
     */
    IpOutNotTransmitted,
    /** Packets without a route; of IPv4 only, because a pod without IPv6 tries it in vain. */
    IpOutNoRoutes,
    /** Packets that the node's processors dropped because their queue was full (softnet_stat). */
    SoftnetDropped,
    /** Packets that interfaces other than loopback dropped on the way in. */
    InterfaceRxDropped,
    /** Packets that interfaces other than loopback dropped on the way out. */
    InterfaceTxDropped,
    /** Faulty packets on interfaces other than loopback. */
    InterfaceErrors;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> alike;

    KernelCounter(String... alike) {
        this.alike = List.of(alike);
    }

    /** The kernel's counters whose sum it is, besides that of its name. */
    public List<String> alike() {
        return alike;
    }

    static Optional<KernelCounter> named(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
