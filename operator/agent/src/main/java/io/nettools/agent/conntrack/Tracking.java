package io.nettools.agent.conntrack;

import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.PlainName;
import io.nettools.agent.target.Entered;
import io.nettools.agent.target.TargetSearch;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.NodeConntrack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Connection tracking in the pod's namespace and, side by side, on its node: which of the two tracks is not known before packets pass. Of
 * a pod on the host network they are the same. What fails on the node is a note.
 */
public final class Tracking implements AutoCloseable {
    private final ConntrackRecording pod;
    private final Optional<NodeRecording> node;
    private final List<String> notes;

    private Tracking(ConntrackRecording pod, Node node) {
        this.pod = pod;
        this.node = node.recording();
        this.notes = node.notes();
    }

    /** Returns when the events of both are listened to. */
    public static Tracking start(Entered target, TargetSearch search, Order order, Layout layout) throws IOException {
        CompletableFuture<Node> node =
                CompletableFuture.supplyAsync(() -> node(target, search, order, layout), Tool.READERS);
        try {
            ConntrackRecording pod = ConntrackRecording.start(
                    target.namespace(), layout.conntrackList(), layout.conntrackEvents(), everyLine -> true);
            return new Tracking(pod, node.join());
        } catch (IOException reason) {
            close(node.join().recording());
            throw reason;
        }
    }

    private static Node node(Entered target, TargetSearch search, Order order, Layout layout) {
        List<String> podIps = order.target().podIps();
        if (target.ofNode() || podIps.isEmpty()) {
            return new Node(Optional.empty(), List.of());
        }
        try {
            return new Node(Optional.of(NodeRecording.start(search, podIps, layout)), List.of());
        } catch (IOException | RuntimeException reason) {
            String why = PlainName.of(String.valueOf(reason.getMessage()));
            return new Node(Optional.empty(), List.of("the node's conntrack cannot be recorded: " + why));
        }
    }

    /** Ends the events and says what is known of their completeness. */
    public Ended end() {
        CompletableFuture<Optional<Ended>> ofNode =
                CompletableFuture.supplyAsync(() -> node.map(NodeRecording::end), Tool.READERS);
        ConntrackRecording.Ended ofPod = pod.end();
        Optional<Ended> counted = ofNode.join();
        List<String> all = Stream.of(
                        ofPod.notes(), notes, counted.map(Ended::notes).orElse(List.of()))
                .flatMap(List::stream)
                .toList();
        return new Ended(ofPod.lost(), counted.flatMap(Ended::node), all);
    }

    @Override
    public void close() {
        pod.close();
        close(node);
    }

    private static void close(Optional<NodeRecording> recording) {
        recording.ifPresent(one -> {
            try {
                one.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private record Node(Optional<NodeRecording> recording, List<String> notes) {}

    /**
     * What the recordings came to.
     *
     * @param lost events that the kernel could not deliver in the pod's namespace
     * @param node what was counted of the node's table
     */
    public record Ended(long lost, Optional<NodeConntrack> node, List<String> notes) {
        /** When nothing was recorded. */
        public static final Ended NOTHING = new Ended(0, Optional.empty(), List.of());

        public Ended {
            notes = List.copyOf(notes);
        }

        static Ended ofNode(NodeConntrack counted, List<String> notes) {
            return new Ended(0, Optional.of(counted), notes);
        }
    }
}
