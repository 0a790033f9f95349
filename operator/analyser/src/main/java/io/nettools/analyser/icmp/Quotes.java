package io.nettools.analyser.icmp;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.tunnel.Tunnels;

/** Finds the packet that an ICMP error is about; if that is a tunnel's, what it carries, as far as the quotation goes. */
public final class Quotes {
    private final Packet quoted = new Packet();
    private final Tunnels tunnels = new Tunnels();

    /**
     * Reads a packet.
     *
     * @return whether it is an ICMP error; then {@link #quoted} is the packet that it is about
     */
    public boolean read(Packet packet) {
        if (!ErrorMessage.isIn(packet)) {
            return false;
        }
        quoted.quoted(packet, ErrorMessage.quote(packet));
        tunnels.acceptBeginning(quoted);
        return true;
    }

    /** The beginning of a packet, valid as long as the one that quotes it. */
    public Packet quoted() {
        return quoted;
    }
}
