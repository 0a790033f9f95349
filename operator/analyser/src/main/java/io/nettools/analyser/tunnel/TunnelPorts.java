package io.nettools.analyser.tunnel;

/** Destination ports of tunnels over UDP. */
public final class TunnelPorts {
    /** VXLAN's port by IANA (RFC 7348 §8). */
    public static final int VXLAN = 4789;
    /** VXLAN's port in Linux (drivers/net/vxlan), older than that by IANA. */
    public static final int LINUX_VXLAN = 8472;
    /** Geneve's port by IANA (RFC 8926 §7). */
    public static final int GENEVE = 6081;

    private TunnelPorts() {}
}
