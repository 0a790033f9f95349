package io.nettools.analyser.icmp;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.tunnel.Tunnels;

/**
 * Finds the packet that an ICMP error quotes. For a tunnel's packet it finds the inner one, as far as the quotation
 * goes.
 */
public final class Quotes {
    private final Packet quoted = new Packet();
    private final Tunnels tunnels = new Tunnels();

    /**
     * Reads a packet.
     *
     * @return whether it is an ICMP error; then {@link #quoted} is the packet that it quotes
     */
    public boolean read(Packet packet) {
        if (!ErrorMessage.isIn(packet)) {
            return false;
        }
        quoted.quoted(packet, ErrorMessage.quote(packet));
        tunnels.acceptBeginning(quoted);
        return true;
    }

    /** The beginning of the quoted packet; it is valid as long as the packet that quotes it. */
    public Packet quoted() {
        return quoted;
    }
}
