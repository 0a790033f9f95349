package io.nettools.agent.capture;

import io.nettools.analyser.packet.Address;
import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.report.Listener.Seen;
import io.nettools.analyser.shape.Listed;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a network namespace listens on at one time, from texts like /proc/net/tcp: TCP sockets in state LISTEN (0A), and UDP sockets without
 * another end (07). An address is hexadecimal, each 32 bits of it in the byte order of the machine (get_tcp4_sock in Linux'
 * net/ipv4/tcp_ipv4.c, get_tcp6_sock in net/ipv6/tcp_ipv6.c, udp4_format_sock in net/ipv4/udp.c).
 *
 * <pre>  0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 …</pre>
 *
 * @param whole whether all are known: a pod may have more sockets than are read
 */
record ListeningSockets(Set<Socket> all, boolean whole) {
    /** Most sockets in a report. */
    static final int MOST = 64;

    private static final Pattern TCP = socket("0A");
    private static final Pattern UDP = socket("07");
    private static final String LISTENING = " 0A ";
    private static final int IP4_DIGITS = 8;
    private static final int HEXADECIMAL = 16;
    private static final long MAPPED = 0xffff;
    private static final int WORD = 32;

    ListeningSockets {
        all = Set.copyOf(all);
    }

    /** A socket, as the kernel names it. */
    record Socket(Protocol protocol, String address, int port) {
        Listener seen(Seen when) {
            return new Listener(protocol, address, port, when);
        }
    }

    private static Pattern socket(String state) {
        return Pattern.compile("\\s*\\d{1,9}: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) 0+:0000 " + state + " .*");
    }

    /** Reads these texts; an empty one for a file that is not there. */
    static ListeningSockets of(List<String> tcp, List<String> udp, ByteOrder order) {
        Set<Socket> all = new HashSet<>();
        tcp.forEach(text -> add(text, TCP, Protocol.TCP, order, all));
        udp.forEach(text -> add(text, UDP, Protocol.UDP, order, all));
        return new ListeningSockets(
                all,
                tcp.stream().allMatch(ListeningSockets::showsAllListeners)
                        && udp.stream().allMatch(ListeningSockets::complete));
    }

    private static void add(String text, Pattern line, Protocol protocol, ByteOrder order, Set<Socket> all) {
        text.lines().map(line::matcher).filter(Matcher::matches).forEach(one -> {
            all.add(new Socket(protocol, address(one.group(1), order), Integer.parseInt(one.group(2), HEXADECIMAL)));
        });
    }

    private static boolean complete(String text) {
        return text.length() < NetTexts.MOST;
    }

    /** The kernel shows those that listen before all connections (tcp_get_idx). */
    private static boolean showsAllListeners(String text) {
        List<String> lines = text.lines().toList();
        int lastWhole = lines.size() - 2;
        return complete(text) || (lastWhole >= 0 && !lines.get(lastWhole).contains(LISTENING));
    }

    private static String address(String digits, ByteOrder order) {
        if (digits.length() == IP4_DIGITS) {
            return Address.ip4(word(digits, 0, order));
        }
        long high =
                Integer.toUnsignedLong(word(digits, 0, order)) << WORD | Integer.toUnsignedLong(word(digits, 1, order));
        long third = Integer.toUnsignedLong(word(digits, 2, order));
        int last = word(digits, 3, order);
        return high == 0 && third == MAPPED
                ? Address.ip4(last)
                : Address.ip6(high, third << WORD | Integer.toUnsignedLong(last));
    }

    private static int word(String digits, int index, ByteOrder order) {
        int word =
                Integer.parseUnsignedInt(digits.substring(index * IP4_DIGITS, (index + 1) * IP4_DIGITS), HEXADECIMAL);
        return order == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
    }

    /** What listened then and now, by protocol and port. A count above the list's length says that there may be more. */
    Listed<Listener> since(ListeningSockets before) {
        List<Listener> listeners = Stream.concat(all.stream(), before.all().stream())
                .distinct()
                .map(one -> one.seen(
                        !before.all().contains(one)
                                ? Seen.EndOnly
                                : all.contains(one) ? Seen.BothTimes : Seen.BeginOnly))
                .sorted(Comparator.comparing(Listener::protocol)
                        .thenComparing(Listener::port)
                        .thenComparing(Listener::address))
                .toList();
        int unknown = whole && before.whole() ? 0 : 1;
        return new Listed<>(
                listeners.size() + unknown, listeners.stream().limit(MOST).toList());
    }
}
