package io.nettools.analyser.neighbour;

/**
 * What was seen of one IP address on one interface. Probes of a machine for its own address (RFC 5227, RFC 4862 §5.4) and announcements are no
 * questions: nobody should answer them.
 *
 * @param interfaceIndex as in the capture, 0 where it does not say
 * @param address e.g. 10.0.0.1
 * @param askedBy address of who asked last; empty when nobody did
 * @param asked how often its link-layer address was asked for
 * @param unanswered how many of the last questions in a row were not answered
 * @param lastSeenMicros when somebody last said to have the address, µs since the epoch; 0 when nobody did
 * @param mac who said so last, {@code 0a:58:0a:80:02:01}; empty when nobody did
 * @param previousMac who said so before, if that was somebody else; else empty
 * @param changes how often the link-layer address changed: once is a move, to and fro are two machines with one address
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
