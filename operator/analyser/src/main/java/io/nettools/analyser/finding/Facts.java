package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.dns.DnsFacts;
import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.tls.TlsFailure;
import java.util.List;

/**
 * Everything that the rules look at, gathered once.
 *
 * @param capture itself
 * @param neighbours addresses on the link
 * @param dns what name servers said
 * @param tls handshakes that failed
 * @param conntrack what connection tracking says
 * @param servers all server ends
 */
record Facts(
        CaptureFacts capture,
        List<Neighbour> neighbours,
        DnsFacts dns,
        List<TlsFailure> tls,
        ConntrackFacts conntrack,
        List<ServerFacts> servers) {
    Facts {
        neighbours = List.copyOf(neighbours);
        servers = List.copyOf(servers);
        tls = List.copyOf(tls);
    }

    TlsFailures of(TlsFailure failure) {
        long connections = servers.stream()
                .filter(one -> one.server.equals(failure.server()))
                .mapToLong(one -> one.transfers.connections)
                .sum();
        return new TlsFailures(failure, connections);
    }
}
