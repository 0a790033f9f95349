package io.nettools.analyser.tunnel;

import io.nettools.analyser.packet.Address;

/**
 * A tunnel that a conversation goes through.
 *
 * @param client the end nearer to the conversation's client
 * @param server the other end
 * @param id VXLAN and Geneve: network identifier (VNI), 24 bits; GRE: key, 32 bits; -1 without one. The other direction
 *     may have another one
 */
public record Tunnel(Kind kind, End client, End server, long id) {

    /** Kinds of tunnels. */
    public enum Kind {
        Vxlan("VXLAN", " vni "),
        Geneve("Geneve", " vni "),
        Gre("GRE", " key "),
        IpInIp("IP-in-IP", " ");

        private final String label;
        private final String idLabel;

        Kind(String label, String idLabel) {
            this.label = label;
            this.idLabel = idLabel;
        }
    }

    /** Address of an end: IP version, high and low half. */
    public record End(int version, long high, long low) {
        @Override
        public String toString() {
            return Address.text(version, high, low);
        }
    }

    /** The same tunnel with its ends exchanged. */
    public Tunnel reversed() {
        return new Tunnel(kind, server, client, id);
    }

    /** Text for people: {@code VXLAN 172.18.0.2 > 172.18.0.3 vni 4096}. */
    public String text() {
        return kind.label + " " + client + " > " + server + (id < 0 ? "" : kind.idLabel + id);
    }
}
