package io.nettools.analyser.redis;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.opening.Openings;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.report.RedisStartup.Outcome;
import io.nettools.analyser.stream.NewBytes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds connections that speak Redis's protocol on any port, and keeps failed ones and the first ones. Errors of
 * healthy use are not failures, and neither are those that end by themselves before the capture does.
 */
public final class RedisLog {
    /** Limit for servers that may recover; passing failures of further servers are not reported. */
    private static final int MOST_SERVERS = 64;

    private final Openings<RedisStartup> startups;
    private final Set<String> mayRecover = new HashSet<>();

    /** Creates a log whose {@link #top} gives at most {@code reported} connections. */
    public RedisLog(int reported) {
        startups = new Openings<>(reported, RedisLog::kind);
    }

    /**
     * Reads the next packet of a connection.
     *
     * @param fresh its bytes that the sender had not sent before
     * @param connection what it was before, at first {@link RedisConnection#SILENT}
     * @return what it is now
     */
    public RedisConnection accept(Packet packet, Side sender, NewBytes fresh, RedisConnection connection, Ends ends) {
        return connection.read(packet, sender, fresh, this, ends);
    }

    void begun(Startup startup, Ends ends) {
        startups.begun(startup, ends);
    }

    RedisStartup failed(Startup startup, long micros, Ends ends) {
        RedisStartup report = startup.report(ends.client(), ends.server());
        if (!passes(report) || waitsFor(report.server())) {
            startups.failed(startup, micros, ends);
        }
        return report;
    }

    private boolean waitsFor(String server) {
        if (mayRecover.size() < MOST_SERVERS) {
            mayRecover.add(server);
        }
        return mayRecover.contains(server);
    }

    void withdrawn(Startup startup, RedisStartup failure) {
        startups.withdraw(startup, failure);
    }

    /** Withdraws the passing failures of a server that serves again: it was loading, or closed connections. */
    void serves(Ends ends) {
        if (!mayRecover.isEmpty() && mayRecover.remove(ends.server())) {
            String server = ends.server();
            startups.withdraw(failure -> failure.server().equals(server) && passes(failure));
        }
    }

    private static boolean passes(RedisStartup failure) {
        return failure.outcome() == Outcome.ClosedByServer
                || failure.outcome() == Outcome.ResetByServer
                || Cause.of(failure).filter(Cause::passes).isPresent();
    }

    /** The kind of a failure, which includes the user unless all clients are refused. */
    private static String kind(RedisStartup one) {
        String how = one.error().isEmpty() ? one.outcome().name() : one.error();
        Optional<Cause> cause = Cause.of(one);
        String kind =
                String.join("\n", one.server(), how, cause.map(Cause::name).orElse(""));
        boolean personal =
                cause.map(Cause::kind).filter(Cause.Kind.Access::equals).isPresent();
        return personal ? String.join("\n", kind, one.user()) : kind;
    }

    /** Number of connections. */
    public long count() {
        return startups.count();
    }

    /**
     * The first connections that failed, in the order of their failures, then the first unanswered, then the first of
     * the others.
     */
    public List<RedisStartup> top() {
        return startups.top();
    }

    /** Failures by server and kind, in the order of each kind's first one; the number of kinds is bounded. */
    public List<Failure<RedisStartup>> failures() {
        return startups.failures();
    }
}
