package io.nettools.agent.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a tool that talks to untrusted hosts: in the namespace, and without any right of this container. The change of
 * user drops the capabilities, and no_new_privs prevents files from restoring any. Both need only SETUID and SETGID.
 *
 * <p>This process has no CAP_KILL and so cannot end a process of another user. timeout(1), which runs as that user,
 * does.
 */
public enum Unprivileged {
    /** Without any capability. */
    Plain,
    /** With NET_RAW, for an echo request if the namespace's ping_group_range does not allow it otherwise. */
    Raw;

    private static final String NOBODY = "65532";

    /** The command line behind nsenter. */
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

    /** Seconds as the tools take them, e.g. 4.750. */
    public static String seconds(Duration limit) {
        return "%d.%03d".formatted(limit.toSeconds(), limit.toMillisPart());
    }
}
