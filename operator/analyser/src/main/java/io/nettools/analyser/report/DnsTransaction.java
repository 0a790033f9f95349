package io.nettools.analyser.report;

/**
 * One DNS query with its answer (RFC 1035); a query that was sent again is the same transaction.
 *
 * @param client end that asked, as in {@link Flow}
 * @param server end that was asked
 * @param transport UDP or TCP
 * @param name that was asked for, without the final dot
 * @param type of the records that were asked for, e.g. A, AAAA, SRV
 * @param rcode of the answer, e.g. NOERROR, NXDOMAIN; empty when there was none
 * @param answers records in the answer section
 * @param queries how often it was asked; more than one means that it was sent again
 * @param truncated whether the answer was cut (TC), upon which a client asks again over TCP
 * @param latencyMicros from the first query to the answer, µs; -1 when there was none
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
        boolean truncated,
        long latencyMicros) {}
