package io.nettools.analyser.report;

/**
 * One DNS query and its answer (RFC 1035); a query that was sent again is the same transaction.
 *
 * @param client the end that sent the query
 * @param server the end that received the query
 * @param transport UDP or TCP
 * @param name the queried name; text from the network
 * @param type type of the queried records, e.g. A, AAAA, SRV
 * @param rcode response code, e.g. NOERROR, NXDOMAIN; absent without an answer
 * @param answers number of records in the answer
 * @param queries number of queries sent, repetitions included
 * @param truncated true when the answer was truncated, so that a client should retry over TCP
 * @param latencyMicroseconds from the first query to the answer; absent without an answer
 */
public record DnsTransaction(
        String client,
        String server,
        String transport,
        String name,
        String type,
        String rcode,
        int answers,
        int queries,
        Boolean truncated,
        Long latencyMicroseconds) {}
