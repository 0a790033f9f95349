package io.nettools.analyser.report;

/**
 * What the capture container counted of the node's connection tracking, which is everybody's on that node: sums over its processors
 * ({@code conntrack -S}), of the time of the capture. {@value #UNKNOWN} where the node does not tell.
 *
 * @param lost events of anybody that the kernel could not deliver; some may have been the pod's
 * @param entries in the table (nf_conntrack_count): the greater of the beginning and the end
 * @param limit most entries that the table may have (nf_conntrack_max)
 * @param insertFailed connections that could not be entered, e.g. because two wanted the same translated addresses and ports
 * @param dropped packets dropped because of that, or because the table was full
 * @param earlyDropped entries removed to make room for new ones
 * @param invalid packets that belong to no connection
 */
public record NodeConntrack(
        long lost, long entries, long limit, long insertFailed, long dropped, long earlyDropped, long invalid) {
    /** In place of a number that the node does not tell. */
    public static final long UNKNOWN = -1;
}
