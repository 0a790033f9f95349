package io.nettools.agent;

import io.nettools.analyser.order.TargetPod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A pod as a node sees it: a network namespace with lo up, processes in it, and their entries in a simulated /proc. */
final class TestTarget {
    static final String UID = "8c5f1a7e-9f5d-4f53-9f3e-0d2d6a1b7c11";
    static final String CONTAINER = "a".repeat(63) + "1";

    private final Path hostProc;
    private final String namespace = "agent-test-" + UUID.randomUUID();
    private final List<Path> links = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    TestTarget(Path hostProc) throws IOException, InterruptedException {
        this.hostProc = hostProc;
        Command.run("ip", "netns", "add", namespace);
        Command.run("ip", "-n", namespace, "link", "set", "lo", "up");
        listed("1", "self", "0::/init.scope\n");
        startContainer(CONTAINER);
    }

    TargetPod pod() {
        return new TargetPod(UID, "", List.of(CONTAINER), List.of("127.0.0.1"));
    }

    /** Starts a process of the pod, with the cgroup that containerd gives it under the systemd driver. */
    Process startContainer(String id) throws IOException {
        Process process = start("sleep", "600");
        String cgroup =
                "0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod%s.slice/cri-containerd-%s.scope\n";
        listed(Long.toString(process.pid()), Long.toString(process.pid()), cgroup.formatted(UID.replace('-', '_'), id));
        return process;
    }

    /** Writes the resolv.conf of the first container; a folder stands for its root. */
    Path resolving(String resolvConf) throws IOException {
        Path root = hostProc.resolve(Long.toString(processes.getFirst().pid())).resolve("root");
        Path file = Files.createDirectories(root.resolve("etc")).resolve("resolv.conf");
        return Files.writeString(file, resolvConf);
    }

    /**
     * Adds an entry for a process to the simulated /proc, with a cgroup; {@code self} is the test's own process, which
     * is in the node's namespace.
     */
    void listed(String entry, String process, String cgroup) throws IOException {
        Path folder = Files.createDirectories(hostProc.resolve(entry));
        links.add(Files.createSymbolicLink(folder.resolve("ns"), Path.of("/proc", resolved(process), "ns")));
        links.add(Files.createSymbolicLink(folder.resolve("stat"), Path.of("/proc", resolved(process), "stat")));
        Files.writeString(folder.resolve("cgroup"), cgroup);
    }

    /** Makes another process' namespace the node's, in place of the test's own. */
    void onNodeOf(long process) throws IOException {
        Path link = hostProc.resolve("1/ns");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("/proc", Long.toString(process), "ns"));
    }

    /** The namespace's name for {@code ip netns}. */
    String namespace() {
        return namespace;
    }

    Process start(String... command) throws IOException {
        List<String> inside = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace, "--"));
        inside.addAll(List.of(command));
        Process process = new ProcessBuilder(inside)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        return process;
    }

    String run(String... command) throws IOException, InterruptedException {
        List<String> inside = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace, "--"));
        inside.addAll(List.of(command));
        return Command.run(inside.toArray(String[]::new));
    }

    /** Sends datagrams to an open port, so that no ICMP comes back: each is one packet on lo. */
    void send(int datagrams, int bytes) throws IOException, InterruptedException {
        String script =
                """
                import socket, sys
                count, size = int(sys.argv[1]), int(sys.argv[2])
                there = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                there.bind(("127.0.0.1", 0))
                here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                for _ in range(count):
                    here.sendto(b"x" * size, there.getsockname())
                """;
        run("python3", "-c", script, Integer.toString(datagrams), Integer.toString(bytes));
    }

    /** Makes one HTTP request with its response and the server's close: twelve packets. */
    void request() throws IOException, InterruptedException {
        String script =
                """
                import http.server, threading, urllib.request
                class Hello(http.server.BaseHTTPRequestHandler):
                    def do_GET(self):
                        self.send_response(200); self.send_header("Content-Length", "6"); self.end_headers()
                        self.wfile.write(b"hello\\n")
                    def log_message(self, *args): pass
                server = http.server.HTTPServer(("127.0.0.1", 8080), Hello)
                threading.Thread(target=server.handle_request).start()
                urllib.request.urlopen("http://127.0.0.1:8080/hello.txt?token=secret").read()
                """;
        run("python3", "-c", script);
    }

    /** Kills the first container; another one may have started. */
    void killFirstContainer() throws InterruptedException {
        processes.getFirst().destroyForcibly().waitFor();
    }

    void killProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    /** IDs of the processes in the namespace, from the kernel. */
    String processIds() throws IOException, InterruptedException {
        return Command.run("ip", "netns", "pids", namespace);
    }

    /** Removes the pod, and the tools of an agent that was killed: in a real pod they end with the PID namespace. */
    void remove() throws IOException, InterruptedException {
        killProcesses();
        processIds()
                .lines()
                .map(Long::parseLong)
                .flatMap(id -> ProcessHandle.of(id).stream())
                .forEach(ProcessHandle::destroyForcibly);
        Command.run("ip", "netns", "delete", namespace);
        for (Path link : links) {
            Files.delete(link); // JUnit complains of links that lead out of its folder
        }
    }

    private static String resolved(String process) {
        return process.equals("self") ? Long.toString(ProcessHandle.current().pid()) : process;
    }
}
