package io.nettools.controller.pod;

import java.util.Map;

/** Labels and annotations by which a trace pod is known. Nothing of the user's is copied onto it. */
public final class Marks {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "networktrace-operator";

    /** UID of the trace: selectable, and safe against a trace that was made again with the same name. */
    public static final String TRACE_UID = "nettools.io/trace-uid";

    public static final String TRACE_NAMESPACE = "nettools.io/trace-namespace";
    public static final String TRACE_NAME = "nettools.io/trace-name";
    public static final String TARGET_UID = "nettools.io/target-uid";

    /** Of a static pod: what its cgroup has in place of the UID. */
    public static final String TARGET_HASH = "nettools.io/target-hash";

    public static final String TARGET_POD = "nettools.io/target-pod";

    /** Read by the agent through the downward API: its presence ends the capture. */
    public static final String STOP = "nettools.io/stop";

    /** Read there, too: the time about which all ends of the way are to speak, as {@link WindowMark} writes it. */
    public static final String WINDOW = "nettools.io/window";

    /** On a trace: who created it. Policies of deploy/ refuse any name but the creator's, and any change. */
    public static final String REQUESTED_BY = "nettools.io/requested-by";

    /** Held on a trace only while a trace pod may exist. */
    public static final String FINALIZER = "nettools.io/trace-pod";

    public static final String FIELD_MANAGER = "networktrace-operator";

    /** What one manager applies later without a field takes that field away: neither annotation may take the other. */
    public static final String WINDOW_MANAGER = FIELD_MANAGER + "-window";

    /** A sidecar in a trace pod would only be one more thing that can fail. */
    static final Map<String, String> NO_SIDECARS =
            Map.of("sidecar.istio.io/inject", "false", "linkerd.io/inject", "disabled");

    private Marks() {}
}
