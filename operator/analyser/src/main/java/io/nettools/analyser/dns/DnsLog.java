package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.stream.NewBytes;
import java.util.List;
import java.util.Optional;

/**
 * Finds DNS queries and their answers over UDP and TCP at port 53, and at any port whose server proves to be one over
 * UDP. The message itself shows who is the client. Failures are decided only when they are asked for, since an answer
 * may take time.
 */
public final class DnsLog {
    private static final int PORT = 53;
    private static final int MULTICAST_PORT = 5353;
    private static final int UDP_HEADER = 8;

    private final Ledger ledger;
    private final OtherPorts others = new OtherPorts();
    private final Message message = new Message();
    private long otherMessages;
    private long unreadable;
    private long multicast;

    /** A log whose {@link #listed} gives {@code reported} transactions at most. */
    public DnsLog(int reported) {
        ledger = new Ledger(reported);
    }

    /**
     * Takes the next packet of a conversation.
     *
     * @param fresh the bytes that its sender had not sent before
     * @param connection what it was before, at first {@link DnsConnection#NONE}
     * @return what it is now
     */
    public DnsConnection accept(Packet packet, Side sender, NewBytes fresh, DnsConnection connection) {
        if (packet.datagram().protocol() == Datagram.UDP) {
            datagram(packet);
            return connection;
        }
        if (ledger.awaitsTcp() && usualPort(packet)) {
            Endpoint source = Endpoint.source(packet);
            Endpoint destination = Endpoint.destination(packet);
            ledger.overTcp(
                    sender == Side.Client
                            ? new QueryKey(source, destination, true, 0)
                            : new QueryKey(destination, source, true, 0));
        }
        if (fresh.nothing() || !(usualPort(packet) || provedPort(packet))) {
            return connection;
        }
        DnsConnection carrier = connection == DnsConnection.NONE ? new DnsConnection() : connection;
        segment(packet, fresh, carrier.stream(sender));
        return carrier;
    }

    private void datagram(Packet packet) {
        int source = packet.sourcePort();
        int destination = packet.destinationPort();
        Bytes bytes = packet.bytes();
        int from = packet.datagram().payload() + UDP_HEADER;
        int to = packet.datagram().capturedEnd();
        if (source == PORT || destination == PORT) {
            known(packet, bytes, from, to, false);
        } else if (source == MULTICAST_PORT && destination == MULTICAST_PORT) {
            multicast++;
        } else if (Message.mayBegin(bytes, from, to)) {
            elsewhere(packet, bytes, from, to);
        }
    }

    private void segment(Packet packet, NewBytes fresh, MessageStream stream) {
        stream.accept(packet.bytes(), fresh, (bytes, to) -> known(packet, bytes, 0, to, true));
    }

    private static boolean usualPort(Packet packet) {
        return packet.sourcePort() == PORT || packet.destinationPort() == PORT;
    }

    private boolean provedPort(Packet packet) {
        return !others.noServers()
                && (others.serves(Endpoint.source(packet)) || others.serves(Endpoint.destination(packet)));
    }

    private void elsewhere(Packet packet, Bytes bytes, int from, int to) {
        boolean response = Message.response(bytes, from);
        if (response && others.none() && ledger.empty()) {
            return;
        }
        if (!others.noServers() && others.serves(response ? Endpoint.source(packet) : Endpoint.destination(packet))) {
            known(packet, bytes, from, to, false);
        } else if (message.read(bytes, from, to)) {
            unproved(packet);
        }
    }

    private void unproved(Packet packet) {
        QueryKey key = key(packet, false);
        int interfaceIndex = packet.frame().interfaceIndex();
        if (message.plainQuery()) {
            if (Multicast.destination(packet.datagram())) {
                multicast++;
                return;
            }
            Question question = message.question().orElseThrow();
            others.note(key, new OtherPorts.Noted(question, interfaceIndex, packet.micros()));
        } else if (message.response()) {
            Optional<OtherPorts.Noted> noted = others.proved(key, message);
            if (noted.isEmpty()) {
                ledger.answerOfAnother(key, message, packet.micros());
                return;
            }
            OtherPorts.Noted query = noted.orElseThrow();
            ledger.query(key, query.question(), query.interfaceIndex(), query.micros());
            ledger.answer(key, message, interfaceIndex, packet.micros());
        }
    }

    private void known(Packet packet, Bytes bytes, int from, int to, boolean tcp) {
        if (!message.read(bytes, from, to)) {
            unreadable++;
            return;
        }
        if (!message.standard()) {
            otherMessages++;
            return;
        }
        QueryKey key = key(packet, tcp);
        int interfaceIndex = packet.frame().interfaceIndex();
        if (message.response()) {
            ledger.answer(key, message, interfaceIndex, packet.micros());
        } else if (message.question().isPresent()) {
            ledger.query(key, message.question().orElseThrow(), interfaceIndex, packet.micros());
        } else {
            otherMessages++;
        }
    }

    private QueryKey key(Packet packet, boolean tcp) {
        Endpoint source = Endpoint.source(packet);
        Endpoint destination = Endpoint.destination(packet);
        return message.response()
                ? new QueryKey(destination, source, tcp, message.id())
                : new QueryKey(source, destination, tcp, message.id());
    }

    /** Number of captured transactions. */
    public long count() {
        return ledger.count();
    }

    /**
     * Failed transactions, then slow ones, then the first ones.
     *
     * @param untilMicros the end of the capture, µs since the epoch: until then an answer could have been captured
     */
    public List<DnsTransaction> listed(long untilMicros) {
        return ledger.listed(untilMicros).stream().map(Transaction::report).toList();
    }

    /**
     * The facts so far.
     *
     * @param untilMicros as for {@link #listed}
     */
    public DnsFacts facts(long untilMicros) {
        return new DnsFacts(
                ledger.count(),
                ledger.servers(untilMicros),
                ledger.searched(),
                ledger.strayAnswers(),
                otherMessages,
                unreadable,
                multicast);
    }

    /** Sentences on limits of the result. */
    public List<String> notes() {
        String tooMany = ledger.forgotten() + " DNS queries came so fast that they left the table of "
                + TransactionTable.CAPACITY + " before an answer could come; they do not count as unanswered.";
        return ledger.forgotten() > 0 ? List.of(tooMany) : List.of();
    }
}
