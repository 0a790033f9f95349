package io.nettools.agent.target;

import java.net.InetAddress;
import java.util.Optional;

/** IP addresses as texts: one address may have several notations. */
public final class IpAddress {
    private IpAddress() {}

    /** The value of an address in any notation; empty for any other text. No name is looked up. */
    public static Optional<InetAddress> parsed(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
