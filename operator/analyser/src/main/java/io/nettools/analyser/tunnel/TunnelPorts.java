package io.nettools.analyser.tunnel;

/** UDP ports that tunnels are sent to. */
public final class TunnelPorts {
    /** IANA's (RFC 7348 §8). */
    public static final int VXLAN = 4789;
    /** Linux' (drivers/net/vxlan), from before there was that of IANA. */
    public static final int LINUX_VXLAN = 8472;
    /** IANA's (RFC 8926 §7). */
    public static final int GENEVE = 6081;

    private TunnelPorts() {}
}
