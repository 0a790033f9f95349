package io.nettools.analyser.report;

import java.util.List;

/**
 * An interface of the target's network namespace, as {@code ip addr} shows it.
 *
 * @param index its number in this namespace
 * @param name e.g. eth0
 * @param peerIndex number of the other end of a veth pair in the other namespace ({@code eth0@if4615}); 0 without one
 * @param state operational state (RFC 2863): UP, DOWN, UNKNOWN …
 * @param mtu in bytes
 * @param mac link-layer address
 * @param addresses in CIDR notation
 * @param packets that it received and sent while the capture ran, whatever the filter; -1 when they were not counted
 */
public record NetworkInterface(
        int index,
        String name,
        int peerIndex,
        String state,
        int mtu,
        String mac,
        List<String> addresses,
        long packets) {
    public NetworkInterface {
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
    }

    /** The same with its packets counted. */
    public NetworkInterface counting(long seen) {
        return new NetworkInterface(index, name, peerIndex, state, mtu, mac, addresses, seen);
    }
}
