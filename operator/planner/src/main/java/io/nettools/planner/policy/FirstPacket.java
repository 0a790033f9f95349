package io.nettools.planner.policy;

/**
 * The first packet of a conversation. Policies decide on it alone: what follows in either direction passes with it.
 *
 * @param source address as it arrives at the destination
 * @param destination address of the pod, after a Service is translated
 * @param port of the destination as the pod receives it; 0 for a protocol without ports
 * @param servicePort which the client asks for when a Service translates it; otherwise 0
 */
public record FirstPacket(
        Party from, String source, Party to, String destination, Transport transport, int port, int servicePort) {
    public FirstPacket(Party from, String source, Party to, String destination, Transport transport, int port) {
        this(from, source, to, destination, transport, port, 0);
    }

    /** E.g. {@code TCP 8080}. */
    String words() {
        return transport == Transport.Other ? "a protocol without ports" : transport + " " + port;
    }
}
