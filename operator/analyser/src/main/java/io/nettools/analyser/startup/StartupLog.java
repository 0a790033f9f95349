package io.nettools.analyser.startup;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.opening.Openings;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the starts of connections of several protocols, on any port, and keeps what servers refused. */
public final class StartupLog {
    /** Of more servers it is not remembered that they serve. */
    private static final int MOST_SERVERS = 64;

    private final Openings<Refusal> refused = new Openings<>(0, StartupLog::kind);
    private final Set<String> serving = new HashSet<>();

    /**
     * Takes the next packet of a connection.
     *
     * @param fresh which bytes of it its sender had not sent before
     * @param connection what it was before, at first {@link StartupConnection#SILENT}
     * @return what it is now
     */
    public StartupConnection accept(
            Packet packet, Side sender, NewBytes fresh, StartupConnection connection, Ends ends) {
        if (connection == StartupConnection.DONE) {
            return connection;
        }
        if (connection != StartupConnection.SILENT && connection != StartupConnection.OPENED) {
            return read(packet, sender, fresh, connection, ends);
        }
        if (fresh.any()) {
            return begin(packet, sender, fresh, connection == StartupConnection.OPENED, ends);
        }
        Segment segment = packet.segment();
        return segment.present() && segment.has(Segment.SYN) ? StartupConnection.OPENED : connection;
    }

    private StartupConnection begin(Packet packet, Side sender, NewBytes fresh, boolean opened, Ends ends) {
        if (fresh.missing() > 0) {
            return StartupConnection.DONE;
        }
        return Dialects.of(packet.bytes(), fresh.from(), fresh.to())
                .map(dialect -> read(packet, sender, fresh, new StartupConnection(dialect, sender, opened), ends))
                .orElse(StartupConnection.DONE);
    }

    private StartupConnection read(
            Packet packet, Side sender, NewBytes fresh, StartupConnection connection, Ends ends) {
        Ends asked = Ends.askedBy(connection.client(), ends);
        return switch (connection.read(packet, sender, fresh).kind()) {
            case GoesOn -> connection;
            case Over -> StartupConnection.DONE;
            case Serves -> {
                serves(asked.server());
                yield StartupConnection.DONE;
            }
            case Refused -> {
                refused(connection, packet.micros(), asked);
                yield StartupConnection.DONE;
            }
        };
    }

    private void serves(String server) {
        if (serving.contains(server)) {
            return;
        }
        if (serving.size() < MOST_SERVERS) {
            serving.add(server);
        }
        refused.withdraw(one -> one.cause() == Cause.Closes && one.server().equals(server));
    }

    private void refused(StartupConnection connection, long micros, Ends ends) {
        Refusal refusal = connection.report(ends.client(), ends.server());
        if (refusal.cause() != Cause.Closes || !serving.contains(refusal.server())) {
            refused.failed(connection, micros, ends);
        }
    }

    /** Who was refused is part of the kind, unless everybody is. */
    private static String kind(Refusal one) {
        String kind = String.join("\n", one.server(), one.cause().name(), one.code());
        return one.cause().kind() == Cause.Kind.Access ? String.join("\n", kind, one.user()) : kind;
    }

    /**
     * What was refused how often, by server and cause, in the order of their first; the kinds told apart are bounded.
     */
    public List<Refusals> failures() {
        return refused.failures().stream()
                .map(failure -> new Refusals(failure, serving.contains(failure.server())))
                .toList();
    }
}
