package io.nettools.analyser.dns;

import java.util.List;

/**
 * Facts from the DNS messages of a capture, on which findings are based; all bounded in size.
 *
 * @param transactions queries, each with its repetitions and its answer
 * @param servers in the order of their first query; all beyond the first 64 share one entry
 * @param searched names looked up through search lists, those with the most NXDOMAIN first
 * @param strayAnswers answers to queries that were not captured, as at the beginning of a capture; these are no
 *     failures
 * @param otherMessages DNS messages other than queries for records: NOTIFY, UPDATE and others
 * @param unreadable datagrams at a DNS port that are not a DNS message
 * @param multicast messages of multicast DNS (RFC 6762), which need no answer
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
