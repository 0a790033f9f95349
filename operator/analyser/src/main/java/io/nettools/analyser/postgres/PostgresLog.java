package io.nettools.analyser.postgres;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.PostgresStartup.Outcome;
import io.nettools.analyser.stream.NewBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds start-ups of PostgreSQL's protocol on any port, and keeps those that failed and the first ones. */
public final class PostgresLog {
    /** More kinds of failure than these, each with its server, are not told apart. */
    private static final int MOST_FAILURES = 64;

    private final int reported;
    private final List<Entry> first = new ArrayList<>();
    private final List<Entry> failed = new ArrayList<>();
    private final Map<String, PostgresFailure> failures = new LinkedHashMap<>();
    private long count;

    private record Entry(Startup startup, String client, String server) {
        PostgresStartup report() {
            return startup.report(client, server);
        }
    }

    /** A log whose {@link #top} gives {@code reported} start-ups at most. */
    public PostgresLog(int reported) {
        this.reported = reported;
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
            begin(connection, ends);
        }
        if (startup.known() && startup.failed()) {
            fail(entry(connection, ends), packet.micros());
        }
        return startup.ended() || connection.foreign() ? PostgresConnection.DONE : connection;
    }

    private void begin(PostgresConnection connection, Ends ends) {
        count++;
        if (first.size() < reported) {
            first.add(entry(connection, ends));
        }
    }

    private void fail(Entry entry, long micros) {
        if (failed.size() < reported) {
            failed.add(entry);
        }
        PostgresStartup report = entry.report();
        String kind = kind(report);
        if (failures.size() < MOST_FAILURES || failures.containsKey(kind)) {
            failures.merge(
                    kind, new PostgresFailure(entry.server(), 1, micros, report), (known, fresh) -> known.more());
        }
    }

    /** Who was refused is part of the kind, unless everybody is. */
    private static String kind(PostgresStartup one) {
        String kind = String.join("\n", one.server(), one.outcome().name(), one.sqlState());
        return PostgresFailure.concernsEverybody(one) ? kind : String.join("\n", kind, one.user(), one.database());
    }

    private static Entry entry(PostgresConnection connection, Ends ends) {
        Ends asked = Ends.askedBy(connection.client(), ends);
        return new Entry(connection.startup(), asked.client(), asked.server());
    }

    /** Start-ups seen. */
    public long count() {
        return count;
    }

    /** The first start-ups that failed, in the order of their ends, then the first unanswered, then the first of the others. */
    public List<PostgresStartup> top() {
        List<PostgresStartup> others = first.stream()
                .filter(entry -> !entry.startup().failed())
                .map(Entry::report)
                .toList();
        return Stream.of(
                        failed.stream().map(Entry::report),
                        others.stream().filter(one -> one.outcome() == Outcome.Unanswered),
                        others.stream().filter(one -> one.outcome() != Outcome.Unanswered))
                .flatMap(part -> part)
                .limit(reported)
                .toList();
    }

    /** What failed how often, by server and kind, in the order of their first; the kinds told apart are bounded. */
    public List<PostgresFailure> failures() {
        return List.copyOf(failures.values());
    }
}
