package io.nettools.agent.conntrack;

import io.nettools.agent.target.IpAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether a line of conntrack is about one pod: exactly an address of its own is a source or a destination, as the first packet had them or as an
 * answer has them. Compared as addresses, not as texts: 10.0.0.1 is not in 10.0.0.17, and IPv6 may be written in several ways.
 */
final class PodLines implements Predicate<String> {
    private static final int KEY = "src".length();

    private final Set<InetAddress> addresses;
    /** IPv4 is written in one way only, which spares the parsing. */
    private final Set<String> ip4;

    PodLines(List<String> podIps) {
        addresses = podIps.stream().flatMap(ip -> IpAddress.parsed(ip).stream()).collect(Collectors.toSet());
        ip4 = addresses.stream()
                .map(InetAddress::getHostAddress)
                .filter(text -> text.indexOf(':') < 0)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean test(String line) {
        for (int equals = line.indexOf('='); equals >= 0; equals = line.indexOf('=', equals + 1)) {
            if (isAddress(line, equals - KEY) && isOwn(value(line, equals + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAddress(String line, int key) {
        boolean alone = key == 0 || (key > 0 && line.charAt(key - 1) == ' ');
        return alone && (line.startsWith("src", key) || line.startsWith("dst", key));
    }

    private static String value(String line, int from) {
        int end = line.indexOf(' ', from);
        return line.substring(from, end < 0 ? line.length() : end);
    }

    private boolean isOwn(String address) {
        return address.indexOf(':') < 0
                ? ip4.contains(address)
                : ip4.size() < addresses.size()
                        && IpAddress.parsed(address).filter(addresses::contains).isPresent();
    }
}
