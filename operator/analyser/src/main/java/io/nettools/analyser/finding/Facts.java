package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.dns.DnsFacts;
import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.postgres.PostgresFailure;
import io.nettools.analyser.tls.TlsFailure;
import java.util.List;

/**
 * Everything that the rules look at, gathered once.
 *
 * @param capture itself
 * @param neighbours addresses on the link
 * @param dns what name servers said
 * @param tls handshakes that failed
 * @param postgres start-ups that failed
 * @param conntrack what connection tracking says
 * @param servers all server ends
 */
record Facts(
        CaptureFacts capture,
        List<Neighbour> neighbours,
        DnsFacts dns,
        List<TlsFailure> tls,
        List<PostgresFailure> postgres,
        ConntrackFacts conntrack,
        List<ServerFacts> servers) {
    Facts {
        neighbours = List.copyOf(neighbours);
        servers = List.copyOf(servers);
        tls = List.copyOf(tls);
        postgres = List.copyOf(postgres);
    }

    TlsFailures of(TlsFailure failure) {
        return new TlsFailures(failure, connections(failure.server()));
    }

    PostgresFailures of(PostgresFailure failure) {
        return new PostgresFailures(failure, connections(failure.server()));
    }

    private long connections(String server) {
        return servers.stream()
                .filter(one -> one.server.equals(server))
                .mapToLong(one -> one.transfers.connections)
                .sum();
    }
}
