package io.nettools.analyser.flow;

import io.nettools.analyser.dns.DnsConnection;
import io.nettools.analyser.greeting.Greeting;
import io.nettools.analyser.http.Ends;
import io.nettools.analyser.http.HttpConnection;
import io.nettools.analyser.icmp.Echoes;
import io.nettools.analyser.icmp.IcmpError;
import io.nettools.analyser.icmp.IcmpErrors;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.postgres.PostgresConnection;
import io.nettools.analyser.redis.RedisConnection;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.startup.StartupConnection;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.tcp.Reset;
import io.nettools.analyser.tcp.TcpConnection;
import io.nettools.analyser.tcp.TcpReport;
import io.nettools.analyser.tls.TlsConnection;
import io.nettools.analyser.tunnel.Tunnel;
import io.nettools.analyser.tunnel.Tunnels;
import java.util.List;
import java.util.Optional;

/**
 * All packets between two ends over one protocol. The client is the sender of the first packet, unless that packet is
 * an answer or looks like one.
 */
public final class Conversation extends LiveConversations.Entry implements Ends {
    /** First of the ports that Linux gives to clients (net.ipv4.ip_local_port_range). */
    private static final int EPHEMERAL = 32_768;
    /** Time in which Linux does not use the ports of a closed connection again (TCP_TIMEWAIT_LEN), µs. */
    private static final long TIME_WAIT = 60_000_000;
    /** Last of the ports that only servers have; clients of DNS use all others. */
    private static final int SYSTEM = 1023;
    /** How far traceroute goes. */
    private static final int TRACED_HOPS = 30;

    private boolean clientIsLow;
    private final TcpConnection tcp;
    private final HttpConnection http = new HttpConnection();
    private IcmpErrors icmpErrors;
    private Echoes echoes;
    private Tunnel tunnel;
    private DnsConnection dns = DnsConnection.NONE;
    private final Greeting greeting = new Greeting();
    private TlsConnection tls = TlsConnection.SILENT;
    private PostgresConnection postgres = PostgresConnection.SILENT;
    private RedisConnection redis = RedisConnection.SILENT;
    private StartupConnection startup = StartupConnection.SILENT;
    private final NewBytes byClient = new NewBytes();
    private final NewBytes byServer = new NewBytes();
    private final HopLimits serverHops = new HopLimits();
    /** The largest hop limit of the client's packets, of TCP its SYNs. */
    private int clientHops;

    private long lastMicros;
    private long packetsToServer;
    private long bytesToServer;
    private long packetsToClient;
    private long bytesToClient;

    /** @param clientIsLow whether the client is the lower end, which the key has first */
    Conversation(TwoEnds key, boolean clientIsLow) {
        super(key);
        this.clientIsLow = clientIsLow;
        tcp = isTcp() ? new TcpConnection() : TcpConnection.NONE;
    }

    /** Of a TCP connection that is remembered no more: becomes another one, as if it were new. */
    void become(TwoEnds ends, boolean clientIsLow) {
        key().take(ends);
        this.clientIsLow = clientIsLow;
        tcp.clear();
        http.clear();
        icmpErrors = null;
        echoes = null;
        tunnel = null;
        dns = DnsConnection.NONE;
        greeting.clear();
        tls = TlsConnection.SILENT;
        postgres = PostgresConnection.SILENT;
        redis = RedisConnection.SILENT;
        startup = StartupConnection.SILENT;
        byClient.clear();
        byServer.clear();
        serverHops.clear();
        clientHops = 0;
        lastMicros = 0;
        packetsToServer = 0;
        bytesToServer = 0;
        packetsToClient = 0;
        bytesToClient = 0;
    }

    /**
     * Where a capture begins in the middle, nobody can know who began; the end without a port of the moment is the
     * likely server.
     */
    static boolean isAnswer(Packet first) {
        Segment segment = first.segment();
        if (segment.present() && segment.has(Segment.SYN)) {
            return segment.has(Segment.ACK);
        }
        boolean ofSystem = first.sourcePort() <= SYSTEM && first.destinationPort() > SYSTEM;
        if (!segment.present() && ofSystem && first.sourcePort() > 0) {
            return true;
        }
        return first.sourcePort() < EPHEMERAL && first.destinationPort() >= EPHEMERAL;
    }

    Side sender(boolean fromLower) {
        return fromLower == clientIsLow ? Side.Client : Side.Server;
    }

    void count(Side sender, int packets, long bytes, long micros) {
        lastMicros = micros;
        if (sender == Side.Client) {
            packetsToServer += packets;
            bytesToServer += bytes;
            return;
        }
        packetsToClient += packets;
        bytesToClient += bytes;
    }

    /** @param error a packet with an ICMP error about a packet that {@code about} sent */
    void icmpErrors(Packet error, Side about) {
        if (icmpErrors == null) {
            icmpErrors = new IcmpErrors();
        }
        icmpErrors.add(error, about);
    }

    /** The ICMP errors that quote it. */
    public List<IcmpError> icmpErrors() {
        return icmpErrors == null ? List.of() : icmpErrors.all();
    }

    /** How many ICMP errors quote it, with those of a kind beyond the first few. */
    public long icmpErrorCount() {
        return icmpErrors == null ? 0 : icmpErrors.count();
    }

    /** Takes the next packet, if it is an ICMP echo request or reply. */
    void echo(Packet packet, Side sender) {
        if (!Echoes.isEcho(packet)) {
            return;
        }
        if (echoes == null) {
            echoes = new Echoes();
        }
        echoes.accept(packet, sender);
    }

    /** Echo requests and replies (ping), if there were any. */
    public Optional<Echoes> echoes() {
        return Optional.ofNullable(echoes);
    }

    /** Takes the tunnel that its last packet came through, if it did; the first one names it. */
    public void through(Tunnels tunnels, Side sender) {
        if (tunnel == null && tunnels.entered()) {
            Tunnel seen = tunnels.tunnel().orElseThrow();
            tunnel = sender == Side.Client ? seen : seen.reversed();
        }
    }

    /** The tunnel that it goes through, if it was seen in one. */
    public Optional<Tunnel> tunnel() {
        return Optional.ofNullable(tunnel);
    }

    /**
     * Whether a packet belongs to another connection between the same ends: a SYN after this one is over, another SYN of a
     * client that forgot this one, or another SYN of either end after the time in which ports are not used again (RFC 9293
     * §3.6.1; 60 s in Linux).
     */
    boolean succeededBy(Packet packet, boolean fromLower) {
        Segment segment = packet.segment();
        if (!segment.present() || !segment.has(Segment.SYN) || segment.has(Segment.RST)) {
            return false;
        }
        boolean other = tcp.otherSyn(segment, sender(fromLower));
        boolean later = packet.micros() - lastMicros >= TIME_WAIT && other;
        return later || (segment.opens() && (tcp.over() || (other && tcp.opened())));
    }

    long packets() {
        return packetsToServer + packetsToClient;
    }

    /** State of the TCP connection; empty for another protocol. */
    public TcpConnection tcp() {
        return tcp;
    }

    /** State of the HTTP/1 connection; empty for another protocol. */
    public HttpConnection http() {
        return http;
    }

    /** Takes how far its next packet travelled. */
    public void travelled(Packet packet, Side sender) {
        Segment segment = packet.segment();
        if (sender == Side.Client) {
            boolean counts = !segment.present() || segment.opens();
            clientHops = counts ? Math.max(clientHops, packet.datagram().hopLimit()) : clientHops;
            return;
        }
        if (segment.present()) {
            serverHops.accept(packet);
        }
    }

    /** Whether the client's packets are not meant to travel far: traceroute, whose hop limits begin with one. */
    public boolean traced() {
        return clientHops > 0 && clientHops <= TRACED_HOPS;
    }

    /**
     * Whether the server's reset came from another distance than its other segments: "hop limit 61 instead of 64"; else
     * empty.
     */
    public String strangeReset() {
        return serverHops.strangeReset();
    }

    /**
     * Whether it is known to be one request and one answer: a TCP connection that the client opened for one request and
     * that ended after the answer. On any other connection of an unknown protocol, an end may wait on purpose: for
     * events, for work, for the other end's heartbeat.
     */
    public boolean oneRequestOneAnswer() {
        boolean ended = tcp.over() || tcp.client().finSeen() || tcp.server().finSeen();
        return isTcp() && tcp.client().synSeen() && ended && tcp.thinkTime().answers() == 1;
    }

    /** Whether its protocol answers each request as soon as it can. */
    public boolean answersAtOnce() {
        return postgres.started();
    }

    /** When its last packet was seen, µs since the epoch. */
    public long lastMicros() {
        return lastMicros;
    }

    public Flow.Volume toServer() {
        return new Flow.Volume(packetsToServer, bytesToServer);
    }

    public Flow.Volume toClient() {
        return new Flow.Volume(packetsToClient, bytesToClient);
    }

    /** State of the connection that carries DNS messages; empty for another protocol. */
    public DnsConnection dns() {
        return dns;
    }

    /** Takes what it became with its last packet. */
    public void dns(DnsConnection next) {
        dns = next;
    }

    /** Which protocol each end speaks, as far as its first bytes show. */
    public Greeting greeting() {
        return greeting;
    }

    /** State of the TLS connection; empty for another protocol. */
    public TlsConnection tls() {
        return tls;
    }

    /** Takes what it became with its last packet. */
    public void tls(TlsConnection next) {
        tls = next;
    }

    /** What is known of it as a connection that speaks PostgreSQL's protocol. */
    public PostgresConnection postgres() {
        return postgres;
    }

    /** Takes what it became with its last packet. */
    public void postgres(PostgresConnection next) {
        postgres = next;
    }

    /** What is known of it as a connection that speaks Redis's protocol. */
    public RedisConnection redis() {
        return redis;
    }

    /** Takes what it became with its last packet. */
    public void redis(RedisConnection next) {
        redis = next;
    }

    /** What is known of it as a connection whose start is read. */
    public StartupConnection startup() {
        return startup;
    }

    /** Takes what it became with its last packet. */
    public void startup(StartupConnection next) {
        startup = next;
    }

    /** Which bytes of its last packet an end had not sent before. */
    public NewBytes newBytes(Side sender) {
        return sender == Side.Client ? byClient : byServer;
    }

    @Override
    public String client() {
        return clientIsLow ? key().first() : key().second();
    }

    @Override
    public String server() {
        return clientIsLow ? key().second() : key().first();
    }

    /** Takes one of its ends. */
    public void end(Side side, TwoEnds only) {
        only.takeOnly(key(), (side == Side.Client) == clientIsLow);
    }

    @Override
    public long roundTripMicros() {
        return tcp.client().roundTripMicros();
    }

    @Override
    public long clientRoundTripMicros() {
        return tcp.server().roundTripMicros();
    }

    Flow flow() {
        return new Flow(
                new Flow.Ends(
                        protocol(),
                        client(),
                        server(),
                        tunnel().map(Tunnel::text).orElse("")),
                toServer(),
                toClient(),
                tcp.handshakeMicros(),
                tcp.retransmissions(),
                tcp.reset().map(Reset::by).map(Side::name).orElse(""),
                end(),
                isTcp() ? Optional.of(TcpReport.of(tcp)) : Optional.empty());
    }

    Flow.End end() {
        return isTcp() ? tcp.end() : Flow.End.None;
    }

    /** Whether it is a TCP connection. */
    public boolean isTcp() {
        return key().protocol() == Datagram.TCP;
    }

    private String protocol() {
        return switch (key().protocol()) {
            case Datagram.TCP -> "TCP";
            case Datagram.UDP -> "UDP";
            case Datagram.ICMP -> "ICMP";
            case Datagram.ICMP6 -> "ICMPv6";
            default -> "IP protocol " + key().protocol();
        };
    }
}
