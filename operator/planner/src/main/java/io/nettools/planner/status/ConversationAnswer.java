package io.nettools.planner.status;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.planner.cluster.Names;

/**
 * One conversation between two ends.
 *
 * @param protocol TCP, UDP, ICMP …
 * @param client the end that began, address and port
 * @param clientName who has the client's address, e.g. {@code pod web on node-1}; absent when unknown
 * @param server the other end
 * @param serverName who has the server's address, e.g. {@code service/web}, {@code kube-system/kube-dns}, {@code the API server}; absent when unknown
 * @param packetsToServer packets from client to server
 * @param packetsToClient packets from server to client
 * @param bytesToServer bytes on the wire from client to server, headers included
 * @param bytesToClient bytes on the wire from server to client, headers included
 * @param handshakeMicroseconds TCP: from the first SYN to the ACK that completes the handshake; absent when it was not seen
 * @param retransmissions TCP: retransmitted segments
 * @param resetBy TCP: end that sent the first RST, Client or Server; absent without RST
 * @param end TCP: state when the capture ended
 * @param tunnel tunnel of its packets, e.g. VXLAN 172.18.0.2 > 172.18.0.3 vni 4096; absent without a tunnel
 * @param tcp TCP: details of the connection; absent when there was no room
 */
public record ConversationAnswer(
        String protocol,
        String client,
        String clientName,
        String server,
        String serverName,
        long packetsToServer,
        long packetsToClient,
        long bytesToServer,
        long bytesToClient,
        Long handshakeMicroseconds,
        long retransmissions,
        String resetBy,
        Flow.End end,
        String tunnel,
        TcpDetails tcp) {
    private static final Place CLIENT_NAME = Place.of(ConversationAnswer.class, "clientName");
    private static final Place SERVER_NAME = Place.of(ConversationAnswer.class, "serverName");

    public ConversationAnswer {
        clientName = clientName == null ? "" : clientName;
        serverName = serverName == null ? "" : serverName;
    }

    /** The same with the names of its ends. */
    public ConversationAnswer named(Names names) {
        return Shape.with(Shape.with(this, CLIENT_NAME, names.of(client)), SERVER_NAME, names.of(server));
    }

    public static ConversationAnswer of(Flow flow) {
        return new ConversationAnswer(
                flow.ends().protocol(),
                flow.ends().client(),
                "",
                flow.ends().server(),
                "",
                flow.toServer().packets(),
                flow.toClient().packets(),
                flow.toServer().bytes(),
                flow.toClient().bytes(),
                flow.handshakeMicros() < 0 ? null : flow.handshakeMicros(),
                flow.retransmissions(),
                flow.resetBy(),
                flow.end(),
                flow.ends().tunnel(),
                flow.tcp().map(TcpDetails::of).orElse(null));
    }
}
