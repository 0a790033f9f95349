package io.nettools.analyser.neighbour;

/**
 * The requests for one IP address on one interface, and the claims to have it. Probes of a machine for its own address
 * (RFC 5227, RFC 4862 §5.4) and announcements are not requests: no host should answer them.
 *
 * @param interfaceIndex as in the capture; 0 without one
 * @param address e.g. 10.0.0.1
 * @param askedBy address of the last requester; empty without one
 * @param asked number of requests for its link-layer address
 * @param unanswered number of the last requests in a row, seconds apart at most, without a claim
 * @param lastSeenMicros time of the last claim, µs since the epoch; 0 without one
 * @param mac link-layer address of the last claimant, {@code 0a:58:0a:80:02:01}; empty when unknown
 * @param previousMac link-layer address before the last change; empty without one
 * @param changes number of changes of the link-layer address, the last ones within half a minute: one change is a
 *     move, changes to and fro show two machines with one address
 */
public record Neighbour(
        int interfaceIndex,
        String address,
        String askedBy,
        long asked,
        long unanswered,
        long lastSeenMicros,
        String mac,
        String previousMac,
        long changes) {}
