package io.nettools.agent.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a tool is started that talks to strangers: in the namespace, and then with no right of this container left. The change of user takes the
 * capabilities, no_new_privs keeps a file from giving any back; neither needs more than SETUID and SETGID.
 *
 * <p>This process has no CAP_KILL and so cannot end what runs as another user: timeout(1), which is that user too, does.
 */
public enum Unprivileged {
    /** Without any capability. */
    Plain,
    /** With NET_RAW, for an echo request where the namespace's ping_group_range allows none without. */
    Raw;

    private static final String NOBODY = "65532";

    /** The whole command line behind nsenter's. */
    List<String> command(Duration limit, List<String> tool) {
        List<String> command = new ArrayList<>(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs"));
        command.addAll(rights());
        command.addAll(List.of("--", "timeout", "-s", "KILL", seconds(limit)));
        command.addAll(tool);
        return command;
    }

    private List<String> rights() {
        return switch (this) {
            case Plain -> List.of("--inh-caps=-all");
            case Raw -> List.of("--inh-caps=-all,+net_raw", "--ambient-caps=-all,+net_raw");
        };
    }

    /** As the tools take them, e.g. 4.750. */
    public static String seconds(Duration limit) {
        return "%d.%03d".formatted(limit.toSeconds(), limit.toMillisPart());
    }
}
