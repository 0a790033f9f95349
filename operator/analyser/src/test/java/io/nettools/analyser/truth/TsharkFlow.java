package io.nettools.analyser.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The packets of one conversation as tshark dissects them, and what follows from its words on them. */
final class TsharkFlow {
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;

    private final Ends ends;
    private final List<Row> toServer = new ArrayList<>();
    private final List<Row> toClient = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final SeenBytes[] seen = {new SeenBytes(), new SeenBytes()};
    private final boolean[] finished = new boolean[2];
    private long retransmissions;
    private long repeated;
    private String resetBy = "";

    /** @param first sent by the client, unless it is an answer */
    TsharkFlow(Ends first, Row row) {
        ends = row.flag(SYN | ACK) ? first.turned() : first;
    }

    void add(Ends packet, Row row) {
        boolean fromClient = packet.source().equals(ends.source());
        rows.add(row);
        (fromClient ? toServer : toClient).add(row);
        if (!isTcp()) {
            return;
        }
        retransmissions += row.again() ? 1 : 0;
        repeated += seen[fromClient ? 0 : 1].repeats(row) ? 1 : 0;
        boolean open = !(finished[0] && finished[1]);
        if (row.flag(RST) && open && resetBy.isEmpty()) {
            resetBy = fromClient ? "Client" : "Server";
        }
        finished[fromClient ? 0 : 1] |= row.flag(FIN);
    }

    /** As the analyser writes it, so that the two can be told to be the same. */
    String name() {
        return ends.toString();
    }

    boolean isTcp() {
        return ends.protocol().equals("TCP");
    }

    /** TCP, UDP, ICMP …, as in the report. */
    String protocol() {
        return ends.protocol();
    }

    boolean isFromClient(Row row) {
        return toServer.contains(row);
    }

    String client() {
        return ends.source();
    }

    String server() {
        return ends.destination();
    }

    List<Row> rows() {
        return rows;
    }

    int packets() {
        return rows.size();
    }

    int packetsToServer() {
        return toServer.size();
    }

    int packetsToClient() {
        return toClient.size();
    }

    long bytesToServer() {
        return bytes(toServer);
    }

    long bytesToClient() {
        return bytes(toClient);
    }

    private static long bytes(List<Row> rows) {
        return rows.stream().mapToLong(row -> row.number("frame.len")).sum();
    }

    /** µs from SYN to the ACK of the SYN-ACK, -1 when not seen. */
    long handshakeMicros() {
        return rows.stream()
                .filter(row -> row.has("tcp.analysis.initial_rtt"))
                .findFirst()
                .map(row -> Row.micros(row.first("tcp.analysis.initial_rtt")))
                .orElse(-1L);
    }

    /** What tshark names so: a guess from times and duplicate acknowledgments. */
    long retransmissions() {
        return retransmissions;
    }

    /** Segments that bring bytes, a SYN or a FIN that had been seen in this capture: no guess. */
    long repeated() {
        return repeated;
    }

    String resetBy() {
        return resetBy;
    }

    /** How many packets of each end are such. */
    PerEnd count(Predicate<Row> such) {
        return new PerEnd(
                toServer.stream().filter(such).count(),
                toClient.stream().filter(such).count());
    }

    /** By the words of {@code report.Flow.End}. */
    String end() {
        if (!isTcp()) {
            return "None";
        }
        boolean asked = toServer.stream().anyMatch(row -> row.flag(SYN));
        boolean answered = toClient.stream().anyMatch(row -> !row.flag(RST));
        if (!resetBy.isEmpty()) {
            return resetBy.equals("Server") && asked && !answered ? "Refused" : "Reset";
        }
        if (finished[0] || finished[1]) {
            return finished[0] && finished[1] ? "Closed" : "HalfClosed";
        }
        return asked && !answered ? "Unanswered" : "Open";
    }
}
