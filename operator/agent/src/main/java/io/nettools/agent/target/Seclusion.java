package io.nettools.agent.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a tool is started that talks to strangers, so that it sees none of the trace pod's volumes: in a mount namespace of its own, from which they are
 * unmounted while there is still the right to. The node's /proc, the capture, the result and the annotations are not there, and a tool cannot mount them
 * without the rights that it gives up next ({@link Unprivileged}).
 *
 * @param volumes where they are mounted
 */
public record Seclusion(List<Path> volumes) {
    /**
     * Unmounts what is mounted of its arguments before the dashes, as often as it is, with all that is mounted below (MNT_DETACH); then becomes what follows
     * them. When something stays, nothing follows. No program of the image does both, and a shell is not started with a stranger's words.
     */
    private static final String SCRIPT =
            """
            import ctypes, os, sys
            end = sys.argv.index("--")
            volumes, tool = sys.argv[1:end], sys.argv[end + 1:]
            libc = ctypes.CDLL(None, use_errno=True)
            def mounted():
                with open("/proc/self/mountinfo", encoding="latin-1") as lines:
                    return [point for point in (line.split(" ")[4] for line in lines) if point in volumes]
            left = mounted()
            while left:
                if libc.umount2(left[-1].encode(), 2) != 0:
                    sys.exit(left[-1] + " cannot be hidden: " + os.strerror(ctypes.get_errno()))
                left = mounted()
            os.execvp(tool[0], tool)
            """;

    public Seclusion {
        volumes = List.copyOf(volumes);
    }

    /** The whole command line behind nsenter's. */
    List<String> command(List<String> tool) {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "--propagation", "private", "--", "python3", "-I", "-S", "-c", SCRIPT));
        volumes.forEach(volume -> command.add(volume.toString()));
        command.add("--");
        command.addAll(tool);
        return command;
    }
}
