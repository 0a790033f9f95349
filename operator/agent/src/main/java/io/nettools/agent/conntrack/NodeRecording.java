package io.nettools.agent.conntrack;

import io.nettools.agent.handover.Layout;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.TargetSearch;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.report.NodeConntrack;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What the node tracks of one pod: most pods' namespaces track nothing, and only the node knows what a Service's address became.
 *
 * <p>One reader of all events, of which those of the pod's addresses are picked before anything is written. conntrack's own filters have no OR,
 * and work in conntrack as well: four processes for each address (source and destination, before and after) would each be sent every event of
 * the node and decode it, and would tell a connection up to four times. So the cost is one process and one thread, whatever addresses the pod has,
 * a lost event is counted once, and addresses are compared in one place.
 */
final class NodeRecording implements AutoCloseable {
    private final NetworkNamespace node;
    private final ConntrackRecording recording;
    private final CompletableFuture<NodeTable> before;

    private NodeRecording(NetworkNamespace node, ConntrackRecording recording) {
        this.node = node;
        this.recording = recording;
        this.before = CompletableFuture.supplyAsync(() -> NodeTable.read(node), Tool.READERS);
    }

    /** Returns when the events are listened to. */
    static NodeRecording start(TargetSearch search, List<String> podIps, Layout layout) throws IOException {
        NetworkNamespace node = search.node();
        try {
            return new NodeRecording(
                    node,
                    ConntrackRecording.start(
                            node, layout.nodeConntrackList(), layout.nodeConntrackEvents(), new PodLines(podIps)));
        } catch (IOException reason) {
            node.close();
            throw reason;
        }
    }

    /** Ends the events and looks at the table once more. */
    Tracking.Ended end() {
        CompletableFuture<NodeTable> after = CompletableFuture.supplyAsync(() -> NodeTable.read(node), Tool.READERS);
        ConntrackRecording.Ended ended = recording.end();
        NodeConntrack counted = after.join().since(before.join(), ended.lost());
        List<String> notes = Stream.of(ended.notes(), after.join().notes())
                .flatMap(List::stream)
                .map(note -> "on the node: " + note)
                .toList();
        return Tracking.Ended.ofNode(counted, notes);
    }

    @Override
    public void close() throws IOException {
        recording.close();
        before.join(); // it uses the namespace
        node.close();
    }
}
