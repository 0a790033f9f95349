package io.nettools.agent.target;

import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the target's containers, with the namespaces of each one's first process (namespaces(7)). */
public final class Containers {
    private static final List<String> KINDS = List.of("net", "pid", "mnt", "ipc", "uts", "user", "cgroup");
    /** The target of a link in /proc/PID/ns, e.g. {@code net:[4026531992]}. */
    private static final Pattern LINK = Pattern.compile("\\w+:\\[(\\d{1,18})]");

    /** Characters of an ID, as many as {@code crictl ps} prints. */
    private static final int SHORT_ID = 13;

    private Containers() {}

    /** The containers that have a process; others have no namespaces. */
    public static List<Topology.Container> of(TargetPod pod, TargetSearch search) throws IOException {
        List<Topology.Container> all = new ArrayList<>();
        for (int i = 0; i < pod.containerIds().size(); i++) {
            String id = pod.containerIds().get(i);
            String name = i < pod.containerNames().size() ? pod.containerNames().get(i) : "";
            Optional<Path> process = search.firstOf(id);
            if (process.isPresent()) {
                Map<String, Long> namespaces = namespaces(process.get());
                if (search.firstOf(id).equals(process)) {
                    all.add(new Topology.Container(name, id.substring(0, Math.min(SHORT_ID, id.length())), namespaces));
                }
            }
        }
        return all;
    }

    private static Map<String, Long> namespaces(Path process) {
        Map<String, Long> inodes = new TreeMap<>();
        KINDS.forEach(kind -> inode(process.resolve("ns").resolve(kind)).ifPresent(inode -> inodes.put(kind, inode)));
        return inodes;
    }

    private static OptionalLong inode(Path link) {
        try {
            Matcher matcher = LINK.matcher(Files.readSymbolicLink(link).toString());
            return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (IOException ended) {
            return OptionalLong.empty();
        }
    }
}
