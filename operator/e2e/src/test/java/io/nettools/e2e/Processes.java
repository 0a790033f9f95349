package io.nettools.e2e;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;

/** The processes of one container, seen from its node. */
record Processes(Pod pod, String container) {
    private static final String SIGNAL =
            """
            n=0
            for p in $(grep -l "$1" /proc/[0-9]*/cgroup | cut -d/ -f3); do
              [ "$(cat /proc/$p/comm)" != "$3" ] || { kill "-$2" "$p" && n=1; }
            done
            [ $n = 1 ]
            """;

    /** Field 41 of proc_pid_stat(5), behind a name in brackets. */
    private static final String POLICIES =
            """
            for p in $(grep -l "$1" /proc/[0-9]*/cgroup | cut -d/ -f3); do
              [ "$(cat /proc/$p/comm)" != "$2" ] || cat /proc/$p/task/*/stat
            done | sed 's/^.*) //' | cut -d' ' -f39 | sort -u
            """;

    private static final String MEMORY =
            """
            for p in $(grep -l "$1" /proc/[0-9]*/cgroup | cut -d/ -f3); do
              [ "$(cat /proc/$p/comm)" != "$3" ] || sed -n "s/^$2:[^0-9]*\\([0-9]*\\) kB$/\\1/p" /proc/$p/status
            done
            """;

    private static final String PROGRAMS =
            """
            for p in $(grep -l "$1" /proc/[0-9]*/cgroup | cut -d/ -f3); do
              [ "$(cat /proc/$p/comm)" != "$2" ] || ls /proc/$p/root/usr/bin /proc/$p/root/usr/sbin /proc/$p/root/bin/. | grep -v : || true
            done
            """;

    /** The programs of its image that the one that runs a program sees. */
    String programs(String program) {
        return node("bash", "-c", PROGRAMS, "-", id(), program);
    }

    /**
     * Memory of the one that runs a program, KiB.
     *
     * @param what of proc_pid_status(5): VmRSS, now, or VmHWM, at most since its start
     */
    long memory(String what, String program) {
        return Long.parseLong(node("bash", "-c", MEMORY, "-", id(), what, program));
    }

    /** The scheduling policies of all threads of those that run a program, by their numbers of sched(7): 0 is SCHED_OTHER, 5 is SCHED_IDLE. */
    String policies(String program) {
        return node("bash", "-c", POLICIES, "-", id(), program);
    }

    /** Sends a signal to those that run a program, of which there must be one. */
    void signal(String signal, String program) {
        node("bash", "-c", SIGNAL, "-", id(), signal, program);
    }

    /** The same for those that are still there. */
    void signalIfThere(String signal, String program) {
        Shell.node(pod.getSpec().getNodeName(), "bash", "-c", SIGNAL, "-", id(), signal, program);
    }

    /** One of them, as its node numbers them. */
    String pid() {
        return node("bash", "-c", "grep -l \"$1\" /proc/[0-9]*/cgroup | head -1 | cut -d/ -f3", "-", id());
    }

    /** A command in the network namespace of its pod, with the rights of the node. */
    void inNetwork(String command) {
        node("bash", "-c", "nsenter -t $1 -n " + command, "-", pid());
    }

    private String node(String... command) {
        return Shell.node(pod.getSpec().getNodeName(), command).ok().text();
    }

    private String id() {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(container))
                .map(ContainerStatus::getContainerID)
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .findFirst()
                .orElseThrow();
    }
}
