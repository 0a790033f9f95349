package io.nettools.analyser.postgres;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.opening.Openings;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.stream.NewBytes;
import java.util.List;

/** Finds start-ups of PostgreSQL's protocol on any port, and keeps failed ones and the first ones. */
public final class PostgresLog {
    private final Openings<PostgresStartup> startups;

    /** Creates a log whose {@link #top} gives at most {@code reported} start-ups. */
    public PostgresLog(int reported) {
        startups = new Openings<>(reported, PostgresLog::kind);
    }

    /**
     * Reads the next packet of a connection.
     *
     * @param fresh its bytes that the sender had not sent before
     * @param connection its state before, at first {@link PostgresConnection#SILENT}
     * @return its state now
     */
    public PostgresConnection accept(
            Packet packet, Side sender, NewBytes fresh, PostgresConnection connection, Ends ends) {
        if (connection == PostgresConnection.DONE || connection == PostgresConnection.STARTED) {
            return connection;
        }
        if (connection != PostgresConnection.SILENT) {
            return read(packet, sender, fresh, connection, ends);
        }
        if (!fresh.any()) {
            return connection;
        }
        boolean mayBegin = Request.mayBegin(packet.bytes(), fresh.from(), fresh.to());
        return mayBegin ? read(packet, sender, fresh, new PostgresConnection(sender), ends) : PostgresConnection.DONE;
    }

    private PostgresConnection read(
            Packet packet, Side sender, NewBytes fresh, PostgresConnection connection, Ends ends) {
        Startup startup = connection.startup();
        boolean known = startup.known();
        connection.read(packet, sender, fresh);
        if (startup.known() && !known) {
            startups.begun(startup, Ends.askedBy(connection.client(), ends));
        }
        if (startup.known() && startup.failed()) {
            startups.failed(startup, packet.micros(), Ends.askedBy(connection.client(), ends));
        }
        if (startup.ended() && !startup.failed() && startup.known()) {
            return PostgresConnection.STARTED;
        }
        return startup.ended() || connection.foreign() ? PostgresConnection.DONE : connection;
    }

    /** The kind of a failure, which includes user and database unless all clients are refused. */
    private static String kind(PostgresStartup one) {
        String kind = String.join("\n", one.server(), one.outcome().name(), one.sqlState());
        return concernsEverybody(one) ? kind : String.join("\n", kind, one.user(), one.database());
    }

    /** Whether the failure shows that the server accepted no client at all. */
    public static boolean concernsEverybody(PostgresStartup failed) {
        return switch (failed.outcome()) {
            case Error -> SqlState.concernsEverybody(failed.sqlState());
            case Unanswered, ClosedByServer, ResetByServer, AnsweredByOther -> true;
            default -> false;
        };
    }

    /** Number of start-ups. */
    public long count() {
        return startups.count();
    }

    /**
     * The first start-ups that failed, in the order of their ends, then the first unanswered, then the first of the
     * others.
     */
    public List<PostgresStartup> top() {
        return startups.top();
    }

    /** Failures by server and kind, in the order of each kind's first one; the number of kinds is bounded. */
    public List<Failure<PostgresStartup>> failures() {
        return startups.failures();
    }
}
