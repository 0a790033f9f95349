package io.nettools.analyser.report;

import static io.nettools.analyser.report.Finding.Severity.Error;
import static io.nettools.analyser.report.Finding.Severity.Info;
import static io.nettools.analyser.report.Finding.Severity.Warning;

import io.nettools.analyser.report.Finding.Severity;
import java.util.Set;

/**
 * The closed list of what can be found, lower layers first: where two are equally serious, the cause is the one that comes first. docs/reference/findings.md
 * describes each.
 */
public enum Code {
    /** The capture is empty because nothing passed any interface. */
    NoPackets(Info),
    /** The capture is empty although its interface carried packets. */
    FilterMatchedNothing(Info),
    /** The capture is empty while another interface carried packets. */
    OtherInterface(Info),
    /** Packets of one direction only were captured. */
    OneDirectionOnly(Info),

    /** The kernel or the capture file missed packets, so that numbers are lower bounds. */
    CaptureIncomplete(Info),

    /** Two link-layer addresses answer for one IP address. */
    DuplicateAddress(Error),
    /** Nobody answers ARP or neighbour solicitations for an address. */
    NeighbourUnanswered(Error),
    /** ICMP says that there is no way to a host or network. */
    HostUnreachable(Error),
    /** ICMP says that nobody listens on a UDP port, or that a firewall forbids it. */
    PortUnreachable(Error),
    /** ICMP says that packets travelled too far: a routing loop. */
    TimeToLiveExceeded(Error),
    /** Echo requests without a reply. */
    PingUnanswered(Error),
    /** Large packets vanish, small ones pass. */
    PathMtuBlackHole(Error),
    /** The pod's own kernel drops what its programs send, before an interface. */
    DroppedBeforeInterface(Error),
    /** Datagrams in fragments arrive incomplete. */
    FragmentsLost(Warning),

    /** SYN answered by RST. */
    ConnectionRefused(Error),
    /** SYN sent again and again, nothing came back. */
    ConnectionUnanswered(Error),
    /** Clients send SYNs, and nothing after them. */
    SynFlood(Warning),

    /** The server's kernel has no room for connections that its program does not accept. */
    AcceptQueueFull(Error),

    /** The server still holds an older connection between the ports that the client uses again. */
    PortsStillInUse(Warning),

    /** The first SYN, or its answer, was lost, and the client had to repeat it. */
    SynLost(Warning),

    /** Answers come from another address than the one that was asked. */
    AnswerFromAnotherAddress(Error),

    /** The client never acknowledged the server's SYN-ACK. */
    HandshakeHalfOpen(Error),
    /** RST in the server's name that did not come from as far away as the server is. */
    ResetByMiddlebox(Error),
    /** The server cut off a connection on which a request waited. */
    ConnectionReset(Error),
    /** The server closed an idle connection while the client sent its next request. */
    KeepAliveRace(Warning),

    /** A host answers data with the reset for a connection that it does not know. */
    ConnectionForgotten(Error),

    /** Data or probes sent again and again on an open connection, nothing came back. */
    PeerGone(Error),

    /** A connection worked, was silent, and was dead when it was used again. */
    IdleConnectionDropped(Warning),
    /** Segments had to be sent again. */
    PacketLoss(Warning),
    /** Segments overtake each other. */
    Reordering(Info),
    /** A program does not read its datagrams: the kernel drops further ones. */
    ReceiveBufferFull(Error),
    /** The kernel ran out of room for packets or connections: memory, queues, interfaces. */
    KernelDrops(Warning),
    /** One end's application does not read what it is sent: window of zero. */
    ReceiverWindowFull(Warning),
    /** One end has room for less than a segment: a tiny buffer, or a window whose scale was lost. */
    ReceiverWindowSmall(Warning),
    /** Packets take long on their way. */
    SlowNetwork(Warning),
    /** The server's application takes long to answer. */
    SlowApplication(Warning),

    /** DNS queries or their answers are lost, and answered when they are repeated. */
    DnsQueryLost(Warning),
    /** DNS queries without an answer. */
    DnsUnanswered(Error),
    /** SERVFAIL, REFUSED and other answers that are no answer. */
    DnsServerFailure(Error),
    /** NXDOMAIN for a name, whatever the search list made of it. */
    DnsNameNotFound(Error),
    /** An answer was too long for UDP, and nobody asked again over TCP. */
    DnsTruncatedNoTcp(Warning),
    /** Answers that take long. */
    DnsSlow(Warning),
    /** Names that are asked for with each suffix of the search list before they are found. */
    DnsSearchList(Info),

    /** A client speaks plain text to a port that wants TLS. */
    PlainTextOnTlsPort(Error),
    /** A client speaks TLS to a port that does not. */
    TlsOnPlainPort(Error),
    /** The server speaks another protocol than the client. */
    WrongProtocol(Error),
    /** Client and server share no version of TLS. */
    TlsVersionMismatch(Error),
    /** One end does not trust the other's certificate. */
    TlsCertificateRejected(Error),
    /** The handshake ended in an alert for another reason. */
    TlsHandshakeFailed(Error),
    /** A ClientHello without an answer. */
    TlsUnanswered(Error),

    /** The server gives up whole HTTP/2 connections with an error. */
    HttpConnectionError(Error),
    /** HTTP responses 500 to 599, or gRPC statuses that mean the same. */
    HttpServerErrors(Error),
    /** Most HTTP responses are 400 to 499, or gRPC statuses that mean the same. */
    HttpClientErrors(Warning),
    /** Servers end connections in the middle of HTTP responses, or of gRPC streams. */
    HttpResponseCut(Error),

    /** HTTP responses that stop before their end and do not go on until the client leaves. */
    HttpResponseStalled(Warning),
    /** HTTP requests without a response. */
    HttpUnanswered(Error),
    /** HTTP responses that take long. */
    HttpSlow(Warning),

    /** A database server cannot take the client now, or does not speak its protocol. */
    DatabaseUnavailable(Error),
    /** A database server does not let the client in: password, user, database, encryption. */
    DatabaseLoginRefused(Error),

    /** A Kafka broker, AMQP broker or LDAP server cannot serve the client now, or closes its connections without an answer. */
    ServerUnavailable(Error),
    /** A Kafka broker, AMQP broker or LDAP server does not let the client in: password, permission, encryption, login method. */
    LoginRefused(Error),

    /** A Redis server cannot serve the client now, or does not speak its protocol. */
    RedisUnavailable(Error),
    /** A Redis server keeps the client out, or refuses a command: password, user, rights, database. */
    RedisAccessDenied(Error),
    /** A Redis server takes no writes: replica, memory, disk. */
    RedisWriteRefused(Error),

    /** The node's table of tracked connections is nearly full, or packets were dropped because they could not be entered into it. */
    ConntrackTableFull(Warning),
    /** One point of the path saw packets that the next one did not; no single capture finds it, nor the next six. */
    PacketsVanish(Error),
    /** A policy denies the packets that do not pass. */
    PolicyDenied(Error),
    /** A Service has no endpoint for its clients: no pod, none that is ready, none on the client's node. */
    ServiceWithoutEndpoints(Error),
    /** A Service does not have the port that clients use, or no pod has the named port that it goes to. */
    ServicePortMissing(Error),
    /** A name does not exist: its Service is in another namespace, or stands for a name that does not exist. */
    ServiceNameWrong(Error),
    /** Packets take long from one point of the path to the next. */
    PacketsDelayed(Warning),
    /** What was captured does not show where packets are lost. */
    ViewMissing(Info);

    private final Severity severity;

    Code(Severity severity) {
        this.severity = severity;
    }

    /** Codes that a comparison of several views, or objects of the cluster, find; all others come from one capture. */
    public static final Set<Code> OF_SEVERAL_VIEWS = Set.of(
            PacketsVanish,
            PolicyDenied,
            ServiceWithoutEndpoints,
            ServicePortMissing,
            ServiceNameWrong,
            PacketsDelayed,
            ViewMissing);

    /** How serious it is at worst; what fails only sometimes is a Warning instead of an Error. */
    public Severity severity() {
        return severity;
    }
}
