package io.nettools.analyser.order;

/** Names that the operator, which renders a trace pod, and the agent, which runs in it, must agree on. */
public final class Handover {
    /** Mount point of the volume that both containers share. */
    public static final String WORK = "/work";

    /** Mount point of the node's {@code /proc}. */
    public static final String HOST_PROC = "/host/proc";

    /** Mount point of the downward API. */
    public static final String CONTROL = "/control";

    /** File below {@link #CONTROL} with the trace pod's annotations. */
    public static final String ANNOTATIONS = "annotations";

    /** Mount point of an empty folder in which {@code ip netns} finds names of namespaces. */
    public static final String NETNS = "/run/netns";

    /** What the kubelet reads as a container's last message. */
    public static final String TERMINATION_LOG = "/dev/termination-log";

    /** Socket below {@link #WORK} on which the capture container's postStart hook listens until the agent connects. */
    public static final String ATTACHED_SOCKET = "attached.sock";

    /** Prefix of a termination message that is base64 of gzip of JSON, instead of JSON. */
    public static final String COMPRESSED = "gz:";

    private Handover() {}
}
