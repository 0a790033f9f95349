package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.dns.DnsFacts;
import io.nettools.analyser.dns.DnsServer;
import io.nettools.analyser.greeting.Misunderstanding;
import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.startup.Refusals;
import java.util.List;
import java.util.stream.Stream;

/**
 * The input of all rules, gathered once.
 *
 * @param capture facts about the capture itself
 * @param neighbours addresses on the link
 * @param dns facts about names and name servers
 * @param failed connections that failed in their first messages
 * @param conntrack facts from connection tracking
 * @param kernel what the kernel counted
 * @param servers all server ends
 */
record Facts(
        CaptureFacts capture,
        List<Neighbour> neighbours,
        DnsFacts dns,
        FailedOpenings failed,
        ConntrackFacts conntrack,
        KernelFacts kernel,
        List<ServerFacts> servers) {
    Facts {
        neighbours = List.copyOf(neighbours);
        servers = List.copyOf(servers);
    }

    /** The name servers, with what the directions of the capture say of their queries. */
    Stream<DnsServer> nameServers() {
        boolean both = capture.directions().both() > 0;
        return dns.servers().stream().map(server -> both ? server.inBothDirections() : server);
    }

    Misunderstandings greetings(Failure<Misunderstanding> failure) {
        return new Misunderstandings(failure, connections(failure.server()));
    }

    TlsFailures tls(Failure<TlsHandshake> failure) {
        return new TlsFailures(failure, connections(failure.server()));
    }

    PostgresFailures postgres(Failure<PostgresStartup> failure) {
        return new PostgresFailures(failure, connections(failure.server()));
    }

    RedisFailures redis(Failure<RedisStartup> failure) {
        return new RedisFailures(failure, connections(failure.server()));
    }

    StartupFailures startups(Refusals refusals) {
        long others = refusals.servesOthers() ? connections(refusals.failure().server()) : 0;
        return new StartupFailures(
                refusals.failure(), Math.max(others, refusals.failure().count()));
    }

    private long connections(String server) {
        return servers.stream()
                .filter(one -> one.server.equals(server))
                .mapToLong(one -> one.transfers.connections)
                .sum();
    }
}
