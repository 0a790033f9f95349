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
 * Finds connections that speak Redis's protocol on any port, and keeps those that failed and the first ones. What a server in good order
 * says is no failure, nor is what went by itself before the capture ended.
 */
public final class RedisLog {
    /** Of more servers that may recover nothing is reported. */
    private static final int MOST_SERVERS = 64;

    private final Openings<RedisStartup> startups;
    private final Set<String> mayRecover = new HashSet<>();

    /** A log whose {@link #top} gives {@code reported} connections at most. */
    public RedisLog(int reported) {
        startups = new Openings<>(reported, RedisLog::kind);
    }

    /**
     * Takes the next packet of a connection.
     *
     * @param fresh which bytes of it its sender had not sent before
     */
    public void accept(Packet packet, Side sender, NewBytes fresh, RedisConnection connection, Ends ends) {
        connection.read(packet, sender, fresh, this, ends);
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

    /** A server that was loading, or cut off who came, is well again. */
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

    /** Who was refused is part of the kind, unless everybody is. */
    private static String kind(RedisStartup one) {
        String how = one.error().isEmpty() ? one.outcome().name() : one.error();
        Optional<Cause> cause = Cause.of(one);
        String kind =
                String.join("\n", one.server(), how, cause.map(Cause::name).orElse(""));
        boolean personal =
                cause.map(Cause::kind).filter(Cause.Kind.Access::equals).isPresent();
        return personal ? String.join("\n", kind, one.user()) : kind;
    }

    /** Connections seen. */
    public long count() {
        return startups.count();
    }

    /** The first connections that failed, in the order of their failures, then the first unanswered, then the first of the others. */
    public List<RedisStartup> top() {
        return startups.top();
    }

    /** What failed how often, by server and kind, in the order of their first; the kinds told apart are bounded. */
    public List<Failure<RedisStartup>> failures() {
        return startups.failures();
    }
}
