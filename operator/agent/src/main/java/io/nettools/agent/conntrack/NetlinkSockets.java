package io.nettools.agent.conntrack;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The text of /proc/net/netlink: the only place that counts events which the kernel could not deliver (conntrack -b of 1.4.7 is
 * applied to the wrong socket, and its own message has no number).
 *
 * <pre>sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode</pre>
 */
record NetlinkSockets(String text) {
    private static final String NETFILTER = "12";
    private static final int PROTOCOL = 1;
    private static final int GROUPS = 3;
    private static final int DROPS = 8;
    private static final int INODE = 9;

    /** Events lost on the one of these sockets that listens to netfilter's groups; empty when none listens. */
    Optional<Long> dropsOf(Set<String> inodes) {
        return text.lines()
                .skip(1)
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(columns -> columns.size() > INODE && inodes.contains(columns.get(INODE)))
                .filter(columns -> columns.get(PROTOCOL).equals(NETFILTER)
                        && !columns.get(GROUPS).matches("0+"))
                .map(columns -> columns.get(DROPS))
                .filter(drops -> drops.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .reduce(Long::sum);
    }
}
