package io.nettools.analyser.postgres;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.opening.Openings;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.stream.NewBytes;
import java.util.List;

/** Finds start-ups of PostgreSQL's protocol on any port, and keeps those that failed and the first ones. */
public final class PostgresLog {
    private final Openings<PostgresStartup> startups;

    /** A log whose {@link #top} gives {@code reported} start-ups at most. */
    public PostgresLog(int reported) {
        startups = new Openings<>(reported, PostgresLog::kind);
    }

    /**
     * Takes the next packet of a connection.
     *
     * @param fresh which bytes of it its sender had not sent before
     * @param connection what it was before, at first {@link PostgresConnection#SILENT}
     * @return what it is now
     */
    public PostgresConnection accept(
            Packet packet, Side sender, NewBytes fresh, PostgresConnection connection, Ends ends) {
        if (connection == PostgresConnection.DONE) {
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
        return startup.ended() || connection.foreign() ? PostgresConnection.DONE : connection;
    }

    /** Who was refused is part of the kind, unless everybody is. */
    private static String kind(PostgresStartup one) {
        String kind = String.join("\n", one.server(), one.outcome().name(), one.sqlState());
        return concernsEverybody(one) ? kind : String.join("\n", kind, one.user(), one.database());
    }

    /** Whether the server let nobody in when this one failed, whoever asks. */
    public static boolean concernsEverybody(PostgresStartup failed) {
        return switch (failed.outcome()) {
            case Error -> SqlState.concernsEverybody(failed.sqlState());
            case Unanswered, ClosedByServer, ResetByServer, AnsweredByOther -> true;
            default -> false;
        };
    }

    /** Start-ups seen. */
    public long count() {
        return startups.count();
    }

    /** The first start-ups that failed, in the order of their ends, then the first unanswered, then the first of the others. */
    public List<PostgresStartup> top() {
        return startups.top();
    }

    /** What failed how often, by server and kind, in the order of their first; the kinds told apart are bounded. */
    public List<Failure<PostgresStartup>> failures() {
        return startups.failures();
    }
}
