package io.nettools.agent.conntrack;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events of connection tracking during a capture, and the entries that there were when it began. The entries are needed since Linux
 * 5.19 tells nothing of a flow that began while nobody listened; they are taken when the events are listened to, so that no flow can
 * begin between the two. What goes wrong here is a note in the report, never an end of the capture.
 */
final class ConntrackRecording implements AutoCloseable {
    private static final Duration LIST_LIMIT = Duration.ofSeconds(5);
    private static final Duration LISTEN_LIMIT = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Tool tool;
    private final CompletableFuture<Long> omitted;
    private final CompletableFuture<String> errors;
    private final CompletableFuture<List<String>> listed;

    private ConntrackRecording(Tool tool, EventLog events, NetworkNamespace namespace, EventLog entries) {
        this.tool = tool;
        this.omitted = CompletableFuture.supplyAsync(() -> copy(tool, events), Tool.READERS);
        this.errors = tool.errorText();
        awaitListening();
        this.listed = CompletableFuture.supplyAsync(() -> list(namespace, entries), Tool.READERS);
    }

    /**
     * Returns when the events are listened to.
     *
     * @param list file for the entries
     * @param events file for the events
     * @param wanted lines that may be written to them
     */
    static ConntrackRecording start(NetworkNamespace namespace, Path list, Path events, Predicate<String> wanted)
            throws IOException {
        Tool tool = Tool.start(namespace, List.of("conntrack", "-E", "-o", "timestamp"));
        return new ConntrackRecording(
                tool,
                new EventLog(events, EventLog.LIMIT, wanted),
                namespace,
                new EventLog(list, EventLog.LIMIT, wanted));
    }

    /** Takes the entries; what is to be noted about them. */
    private static List<String> list(NetworkNamespace namespace, EventLog entries) {
        try (Tool tool = Tool.start(namespace, List.of("conntrack", "-L"))) {
            CompletableFuture<Long> omitted = CompletableFuture.supplyAsync(() -> copy(tool, entries), Tool.READERS);
            CompletableFuture<String> errors = tool.errorText();
            if (!tool.endsWithin(LIST_LIMIT)) {
                return List.of("conntrack -L took longer than " + LIST_LIMIT.toSeconds() + " s");
            }
            if (!tool.succeeded()) {
                return List.of("conntrack -L failed: " + lastLine(errors.join()));
            }
            return omitted.join() == 0
                    ? List.of()
                    : List.of("%d conntrack entries did not fit into their file".formatted(omitted.join()));
        } catch (IOException reason) {
            return List.of("conntrack -L failed: " + reason.getMessage());
        }
    }

    /** Ends the events and says what is known of their completeness. */
    Ended end() {
        boolean endedByItself = !tool.running();
        long drops = drops().orElse(0L);
        tool.close();
        String complaint = errors.join();
        List<String> all = new ArrayList<>(listed.join());
        if (endedByItself) {
            all.add("conntrack -E ended by itself: " + lastLine(complaint));
        }
        if (omitted.join() > 0) {
            all.add("%d conntrack events did not fit into their file".formatted(omitted.join()));
        }
        long warnings =
                complaint.lines().filter(line -> line.contains("ENOBUFS")).count();
        return new Ended(Math.max(drops, warnings), all);
    }

    @Override
    public void close() {
        tool.close();
    }

    /**
     * What a recording came to.
     *
     * @param lost events that the kernel could not deliver
     */
    record Ended(long lost, List<String> notes) {
        Ended {
            notes = List.copyOf(notes);
        }
    }

    private void awaitListening() {
        long deadline = System.nanoTime() + LISTEN_LIMIT.toNanos();
        while (drops().isEmpty() && System.nanoTime() < deadline) {
            if (tool.endsWithin(POLL)) {
                return;
            }
        }
    }

    /** Empty until the tool listens. */
    private Optional<Long> drops() {
        Path process = Path.of("/proc", Long.toString(tool.pid()));
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            Set<String> inodes =
                    descriptors.map(ConntrackRecording::socketInode).collect(Collectors.toSet());
            return new NetlinkSockets(Files.readString(process.resolve("net/netlink"))).dropsOf(inodes);
        } catch (IOException | UncheckedIOException ended) {
            return Optional.empty();
        }
    }

    private static String socketInode(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().replaceAll("^socket:\\[(\\d+)]$", "$1");
        } catch (IOException closed) {
            return "";
        }
    }

    private static long copy(Tool tool, EventLog events) {
        try {
            return events.copy(tool.output());
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static String lastLine(String text) {
        return text.lines().reduce((earlier, later) -> later).orElse("it printed nothing");
    }
}
