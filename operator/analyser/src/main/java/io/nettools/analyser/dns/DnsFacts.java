package io.nettools.analyser.dns;

import java.util.List;

/**
 * What the DNS messages of a capture say, for whoever judges it; all of it bounded.
 *
 * @param transactions queries, each with its repetitions and its answer
 * @param servers in the order of their first query; beyond 64 they are one
 * @param searched names looked up through search lists, those with the most NXDOMAIN first
 * @param strayAnswers answers to queries that were not seen, as at the beginning of a capture; no failures
 * @param otherMessages DNS messages that are no queries for records: NOTIFY, UPDATE and others
 * @param unreadable datagrams at a DNS port that are no DNS message
 * @param multicast messages of multicast DNS (RFC 6762), which nobody has to answer
 */
public record DnsFacts(
        long transactions,
        List<DnsServer> servers,
        List<SearchedName> searched,
        long strayAnswers,
        long otherMessages,
        long unreadable,
        long multicast) {
    public DnsFacts {
        servers = List.copyOf(servers);
        searched = List.copyOf(searched);
    }
}
