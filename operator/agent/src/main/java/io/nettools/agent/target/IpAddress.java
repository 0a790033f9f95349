package io.nettools.agent.target;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** IP addresses as texts: one address may have several notations. */
public final class IpAddress {
    private IpAddress() {}

    /** Whether two lists have an address in common, in any notation. */
    public static boolean anyOf(List<String> some, List<String> others) {
        Set<InetAddress> known =
                others.stream().flatMap(one -> parsed(one).stream()).collect(Collectors.toSet());
        return some.stream().flatMap(one -> parsed(one).stream()).anyMatch(known::contains);
    }

    /** The value of an address in any notation; empty for any other text. No name is looked up. */
    public static Optional<InetAddress> parsed(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
