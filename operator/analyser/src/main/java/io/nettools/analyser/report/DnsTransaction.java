package io.nettools.analyser.report;

/**
 * One DNS query and its answer (RFC 1035); a query that was sent again is the same transaction.
 *
 * @param client the end that asked
 * @param server the end that was asked
 * @param transport UDP or TCP
 * @param name that was asked for
 * @param type of the records that were asked for, e.g. A, AAAA, SRV
 * @param rcode of the answer, e.g. NOERROR, NXDOMAIN; absent when there was none
 * @param answers records in the answer
 * @param queries how often it was asked
 * @param truncated true when the answer was cut, upon which a client asks again over TCP
 * @param latencyMicroseconds from the first query to the answer; absent when there was none
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
