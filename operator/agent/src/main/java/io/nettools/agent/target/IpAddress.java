package io.nettools.agent.target;

import java.net.InetAddress;
import java.util.Optional;

/** IP addresses as texts: two that are written in different ways may be the same one. */
public final class IpAddress {
    private IpAddress() {}

    /** The same value however the address is written; empty for what is none. Nothing is looked up. */
    public static Optional<InetAddress> parsed(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
