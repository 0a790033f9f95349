package io.nettools.controller.pod;

import java.util.Map;

/** Labels and annotations that identify a trace pod. None of the user's are copied onto it. */
public final class Marks {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "networktrace-operator";

    /** UID of the trace. It can be selected, and differs for a trace that was created again with the same name. */
    public static final String TRACE_UID = "nettools.io/trace-uid";

    public static final String TRACE_NAMESPACE = "nettools.io/trace-namespace";
    public static final String TRACE_NAME = "nettools.io/trace-name";
    public static final String TARGET_UID = "nettools.io/target-uid";

    /** For a static pod: the hash that its cgroup has in place of the UID. */
    public static final String TARGET_HASH = "nettools.io/target-hash";

    public static final String TARGET_POD = "nettools.io/target-pod";

    /** Request to stop, which the agent reads through the downward API: its presence ends the capture. */
    public static final String STOP = "nettools.io/stop";

    /**
     * The window in time for the reports of all ends of the path, in the form of {@link WindowMark}. The agent reads it
     * through the downward API, too.
     */
    public static final String WINDOW = "nettools.io/window";

    /** On a trace: its creator. Policies of deploy/ refuse any other name, and any change. */
    public static final String REQUESTED_BY = "nettools.io/requested-by";

    /** On a trace only while a trace pod may exist. */
    public static final String FINALIZER = "nettools.io/trace-pod";

    public static final String FIELD_MANAGER = "networktrace-operator";

    /**
     * A field manager for the window only. A later apply without a field removes the manager's field, and neither
     * annotation may remove the other.
     */
    public static final String WINDOW_MANAGER = FIELD_MANAGER + "-window";

    /** Keeps sidecars away: in a trace pod they would only be one more part that can fail. */
    static final Map<String, String> NO_SIDECARS =
            Map.of("sidecar.istio.io/inject", "false", "linkerd.io/inject", "disabled");

    private Marks() {}
}
