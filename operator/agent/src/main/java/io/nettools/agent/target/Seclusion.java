package io.nettools.agent.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a tool that talks to untrusted hosts without the trace pod's volumes. The tool gets a mount namespace of its
 * own, from which the volumes are unmounted first. The node's /proc, the capture, the result and the annotations are
 * not there. The tool cannot mount them again, because it gives up the rights for that next ({@link Unprivileged}).
 *
 * @param volumes the mount points of the volumes
 */
public record Seclusion(List<Path> volumes) {
    /**
     * Unmounts each of its arguments before the dashes, as often as it is mounted, with all mounts below (MNT_DETACH).
     * Then it executes the command behind the dashes. If a mount remains, the command is not executed. No program of
     * the image does both, and a shell must not get untrusted words.
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

    /** The command line behind nsenter. */
    List<String> command(List<String> tool) {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "--propagation", "private", "--", "python3", "-I", "-S", "-c", SCRIPT));
        volumes.forEach(volume -> command.add(volume.toString()));
        command.add("--");
        command.addAll(tool);
        return command;
    }
}
