package io.nettools.agent.conntrack;

import io.nettools.agent.handover.Layout;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entries of connection tracking when the capture begins, then its events. The entries come first: since Linux 5.19 a flow that
 * began while nobody listened never reports anything. What goes wrong here is a note in the report, never an end of the capture.
 */
public final class ConntrackRecording implements AutoCloseable {
    private static final Duration LIST_LIMIT = Duration.ofSeconds(5);
    private static final Duration LISTEN_LIMIT = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Tool tool;
    private final EventLog events;
    private final CompletableFuture<Void> copied;
    private final CompletableFuture<String> errors;
    private final List<String> notes;
    private long lost;

    private ConntrackRecording(Tool tool, EventLog events, List<String> notes) {
        this.tool = tool;
        this.events = events;
        this.notes = notes;
        this.copied = CompletableFuture.runAsync(() -> copy(tool, events), Tool.READERS);
        this.errors = tool.errorText();
    }

    /** Returns when the events are listened to. */
    public static ConntrackRecording start(NetworkNamespace namespace, Layout layout) throws IOException {
        List<String> notes = new ArrayList<>();
        Tool.Outcome list = Tool.run(namespace, LIST_LIMIT, List.of("conntrack", "-L"));
        if (list.succeeded()) {
            Files.writeString(layout.conntrackList(), list.output());
        } else {
            notes.add("conntrack -L failed: " + lastLine(list.errors()));
        }
        Tool tool = Tool.start(namespace, List.of("conntrack", "-E", "-o", "timestamp"));
        ConntrackRecording recording =
                new ConntrackRecording(tool, new EventLog(layout.conntrackEvents(), EventLog.LIMIT), notes);
        recording.awaitListening();
        return recording;
    }

    /** Ends the events. */
    @Override
    public void close() {
        boolean endedByItself = !tool.running();
        lost = drops().orElse(lost);
        tool.close();
        String complaint = errors.join();
        copied.join();
        if (endedByItself) {
            notes.add("conntrack -E ended by itself: " + lastLine(complaint));
        }
        lost = Math.max(
                lost, complaint.lines().filter(line -> line.contains("ENOBUFS")).count());
        if (events.omitted() > 0) {
            notes.add("%d conntrack events did not fit into their file".formatted(events.omitted()));
        }
    }

    /** Events that the kernel could not deliver; known once closed. */
    public long lost() {
        return lost;
    }

    public List<String> notes() {
        return List.copyOf(notes);
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

    private static void copy(Tool tool, EventLog events) {
        try {
            events.copy(tool.output());
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static String lastLine(String text) {
        return text.lines().reduce((earlier, later) -> later).orElse("it said nothing");
    }
}
