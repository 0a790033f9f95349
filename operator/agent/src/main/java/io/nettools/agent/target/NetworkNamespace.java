package io.nettools.agent.target;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A network namespace held open by a descriptor of this process. It stays the same namespace even when the process
 * through which it was found ends. Java's child processes inherit no descriptor, so tools enter through this process's
 * entry in /proc.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final FileInputStream held;
    /** The identity of the namespace, {@code net:[inode]}. */
    private final String link;

    private final Path path;

    private NetworkNamespace(FileInputStream held, String link, Path path) {
        this.held = held;
        this.link = link;
        this.path = path;
    }

    /** Opens {@code ns/net} of a process. */
    static NetworkNamespace open(Path nsNet) throws IOException {
        synchronized (DESCRIPTORS) {
            Set<Path> before = new HashSet<>(namespaceDescriptors());
            FileInputStream held = new FileInputStream(nsNet.toFile());
            for (Path descriptor : namespaceDescriptors()) {
                if (!before.contains(descriptor)) {
                    return new NetworkNamespace(held, target(descriptor), ofThisProcess(descriptor));
                }
            }
            held.close();
            throw new IOException(nsNet + " is not a network namespace");
        }
    }

    boolean sameAs(NetworkNamespace other) {
        return link.equals(other.link);
    }

    /** The path for programs of this container, valid while the namespace is held. */
    public Path path() {
        return path;
    }

    /** The command that runs a tool in the namespace: a fixed argument list, no shell. */
    List<String> command(List<String> tool) {
        List<String> command = new ArrayList<>(List.of("nsenter", "--net=" + path, "--"));
        command.addAll(tool);
        return command;
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    private static Path ofThisProcess(Path descriptor) {
        return Path.of(
                "/proc",
                Long.toString(ProcessHandle.current().pid()),
                "fd",
                descriptor.getFileName().toString());
    }

    private static List<Path> namespaceDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors
                    .filter(descriptor -> target(descriptor).startsWith("net:["))
                    .toList();
        }
    }

    /** The target of a descriptor; empty when it was closed meanwhile. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
