package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.KernelCounter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rule about what the kernel dropped because it ran out of room, when somebody can act on it. */
final class ShortageRules {
    /** Drops of an interface are usual: packets of unknown protocols count as such. */
    private static final long MANY_ON_INTERFACE = 100;

    /** Of the packets on the interfaces. */
    private static final long ONE_IN = 100;

    /** What is a fault of the network's card or driver rather than of load. */
    private static final Set<KernelCounter> OF_INTERFACE = EnumSet.of(
            KernelCounter.InterfaceRxDropped, KernelCounter.InterfaceTxDropped, KernelCounter.InterfaceErrors);

    /** The first one that is met names the finding. */
    private static final List<Shortage> SHORTAGES = List.of(
            new Shortage(
                    KernelCounter.TcpExtTCPAbortOnMemory,
                    1,
                    "the node has no memory for the pod's TCP connections",
                    "The kernel ended connections of the pod because the TCP sockets of the node use all memory that"
                            + " they may have.",
                    "Which program has so many or so full sockets (cat /proc/net/sockstat, ss -tm on the node)? Let it"
                            + " read, or raise net.ipv4.tcp_mem and tcp_max_orphans on the node."),
            new Shortage(
                    KernelCounter.TcpExtTCPMemoryPressures,
                    1,
                    "the node runs short of memory for TCP",
                    "The TCP sockets of the node use nearly all memory that they may have: the kernel shrinks buffers"
                            + " and drops segments.",
                    "Which program has so many or so full sockets (cat /proc/net/sockstat, ss -tm on the node)? Let it"
                            + " read, or raise net.ipv4.tcp_mem on the node."),
            new Shortage(
                    KernelCounter.TcpExtTCPReqQFullDrop,
                    1,
                    "the pod drops new connections: its queue of half-open ones is full",
                    "More clients began to connect than completed it, and the kernel dropped the first packets of"
                            + " further ones.",
                    "Many unknown clients mean a SYN flood; else raise the program's backlog and"
                            + " net.ipv4.tcp_max_syn_backlog in the pod, and leave net.ipv4.tcp_syncookies at 1."),
            new Shortage(
                    KernelCounter.TcpExtSyncookiesSent,
                    1,
                    "the pod's queue of half-open connections is full: SYN cookies",
                    "More clients began to connect than completed it: a flood of SYNs, or a backlog that is too short."
                            + " The kernel still answers, with cookies.",
                    "Many unknown clients mean a SYN flood; else raise the program's backlog, net.core.somaxconn and"
                            + " net.ipv4.tcp_max_syn_backlog in the pod."),
            new Shortage(
                    KernelCounter.TcpExtPAWSEstab,
                    5,
                    "the pod rejects segments for their TCP timestamp",
                    "Segments of open connections came with an older timestamp than earlier ones: two hosts share an"
                            + " address (NAT), or a device changes timestamps.",
                    "Which NAT or load balancer is between? Let it keep TCP timestamps, or not reuse the port of a"
                            + " connection within a minute."),
            new Shortage(
                    KernelCounter.TcpExtTCPBacklogDrop,
                    10,
                    "the pod drops TCP segments: a program holds its socket too long",
                    "Segments came faster than the pod's CPUs handed them to the socket, and its backlog was full.",
                    "Is the pod throttled (its CPU limit)? Else raise net.ipv4.tcp_rmem and net.core.rmem_max."),
            new Shortage(
                    KernelCounter.TcpExtTCPRcvQDrop,
                    10,
                    "the pod drops TCP segments: a receive buffer is full",
                    "A program of the pod does not read, and what came beyond its window was dropped.",
                    "Is the program blocked, or short of CPU (its log, its CPU limit)? ss -tm in the pod shows Recv-Q."),
            new Shortage(
                    KernelCounter.SoftnetDropped,
                    10,
                    "the node drops packets: a CPU's queue is full",
                    "A processor of the node could not take packets as fast as they came, those of any pod among them.",
                    "On the node: cat /proc/net/softnet_stat (second column), mpstat -P ALL. Spread the load (RPS,"
                            + " more queues), or raise net.core.netdev_max_backlog."),
            new Shortage(
                    KernelCounter.InterfaceTxDropped,
                    MANY_ON_INTERFACE,
                    "the pod's interface drops packets on the way out",
                    "The kernel could not hand packets to the interface as fast as they were sent.",
                    "ip -s -s link and tc -s qdisc in the pod: is there a rate limit (annotation"
                            + " kubernetes.io/egress-bandwidth)?"),
            new Shortage(
                    KernelCounter.InterfaceRxDropped,
                    MANY_ON_INTERFACE,
                    "the pod's interface drops packets on the way in",
                    "Packets came to the interface and were dropped before any socket.",
                    "ip -s -s link in the pod and ethtool -S on the node's card: are its queues too short, or the CPUs"
                            + " busy?"),
            new Shortage(
                    KernelCounter.InterfaceErrors,
                    MANY_ON_INTERFACE,
                    "the pod's interface receives faulty packets",
                    "Packets came to the interface damaged, or could not be sent.",
                    "ip -s -s link in the pod, ethtool -S on the node's card: cable, port, driver."));

    private ShortageRules() {}

    private record Shortage(KernelCounter counter, long least, String headline, String meaning, String nextStep) {
        boolean met(KernelFacts facts) {
            long grown = facts.grown(counter);
            return grown >= least
                    && (!OF_INTERFACE.contains(counter)
                            || grown * ONE_IN >= facts.capture().onInterface());
        }
    }

    static Optional<Diagnosis> kernelDrops(KernelFacts facts) {
        List<Shortage> met = SHORTAGES.stream().filter(one -> one.met(facts)).toList();
        return met.stream().findFirst().map(first -> Diagnosis.of(
                        Code.KernelDrops,
                        "",
                        facts.grown(first.counter()),
                        first.headline() + " (" + facts.grown(first.counter()) + ")")
                .meaning(first.meaning())
                .shownBy(KernelRules.counted(
                        facts, met.stream().map(Shortage::counter).toArray(KernelCounter[]::new)))
                .next(first.nextStep()));
    }
}
