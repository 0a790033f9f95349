package io.nettools.analyser.flow;

import io.nettools.analyser.dns.DnsConnection;
import io.nettools.analyser.http.Ends;
import io.nettools.analyser.http.HttpConnection;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.tcp.Reset;
import io.nettools.analyser.tcp.TcpConnection;
import io.nettools.analyser.tcp.TcpReport;
import java.util.Optional;

/**
 * All packets between two ends over one protocol. The client is the sender of the first packet, unless that packet is an answer.
 */
public final class Conversation implements Ends {
    private final FlowKey key;
    private final boolean clientIsLow;
    private final TcpConnection tcp;
    private final HttpConnection http = new HttpConnection();
    private final DnsConnection dns = new DnsConnection();
    private long packetsToServer;
    private long bytesToServer;
    private long packetsToClient;
    private long bytesToClient;

    Conversation(FlowKey key, Packet first) {
        this.key = key.copy();
        clientIsLow = key.sentByLow() != isAnswer(first.segment());
        tcp = isTcp() ? new TcpConnection() : TcpConnection.NONE;
    }

    /** Only a SYN-ACK is surely an answer; where a capture begins in the middle, nobody can know who began. */
    private static boolean isAnswer(Segment segment) {
        return segment.present() && segment.has(Segment.SYN | Segment.ACK);
    }

    Side sender(FlowKey packetKey) {
        return packetKey.sentByLow() == clientIsLow ? Side.Client : Side.Server;
    }

    void count(Side sender, int wireLength) {
        if (sender == Side.Client) {
            packetsToServer++;
            bytesToServer += wireLength;
            return;
        }
        packetsToClient++;
        bytesToClient += wireLength;
    }

    /** Whether the segment opens another connection between the same ends, after this one is over. */
    boolean succeededBy(Segment segment) {
        return segment.present() && segment.opens() && tcp.over();
    }

    FlowKey key() {
        return key;
    }

    long packets() {
        return packetsToServer + packetsToClient;
    }

    /** What is known of it as a TCP connection; says nothing when it is none. */
    public TcpConnection tcp() {
        return tcp;
    }

    /** What is known of it as a HTTP/1 connection; says nothing when it is none. */
    public HttpConnection http() {
        return http;
    }

    /** What is known of it as a connection that carries DNS messages; says nothing when it is none. */
    public DnsConnection dns() {
        return dns;
    }

    @Override
    public String client() {
        return clientIsLow ? key.low() : key.high();
    }

    @Override
    public String server() {
        return clientIsLow ? key.high() : key.low();
    }

    Flow flow() {
        return new Flow(
                protocol(),
                client(),
                server(),
                new Flow.Volume(packetsToServer, bytesToServer),
                new Flow.Volume(packetsToClient, bytesToClient),
                tcp.handshakeMicros(),
                tcp.retransmissions(),
                tcp.reset().map(Reset::by).map(Side::name).orElse(""),
                isTcp() ? tcp.end() : Flow.End.None,
                isTcp() ? Optional.of(TcpReport.of(tcp)) : Optional.empty());
    }

    private boolean isTcp() {
        return key.protocol() == Datagram.TCP;
    }

    private String protocol() {
        return switch (key.protocol()) {
            case Datagram.TCP -> "TCP";
            case Datagram.UDP -> "UDP";
            case Datagram.ICMP -> "ICMP";
            case Datagram.ICMP6 -> "ICMPv6";
            default -> "IP protocol " + key.protocol();
        };
    }
}
