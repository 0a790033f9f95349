package io.nettools.agent.capture;

import io.nettools.agent.capture.NodePoints.NodePoint;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.TargetSearch;
import io.nettools.analyser.order.InterfaceName;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The further tcpdumps of a trace, on the node. The kernel hands over only packets of the target's own addresses. A
 * tcpdump that fails leaves its point without a view, and does not affect the others.
 */
final class NodeViews implements AutoCloseable {
    /** No further points. */
    static final NodeViews NONE = new NodeViews(List.of());

    /**
     * Bytes: enough for the headers of a packet in a tunnel, and for the beginning of a datagram that identifies it.
     */
    private static final int SNAP_LENGTH = 256;

    private static final Duration ATTACH = Duration.ofSeconds(3);

    private final List<NodeView> views;

    private NodeViews(List<NodeView> views) {
        this.views = List.copyOf(views);
    }

    /**
     * Starts them, and returns when all that can capture do.
     *
     * @param filter the user's filter, which has been compiled by itself
     */
    static NodeViews start(
            TargetSearch search, Topology topology, OwnAddresses addresses, Order order, Layout layout, Path filter)
            throws IOException {
        String own = Files.readString(filter);
        List<NodeView> started = new ArrayList<>();
        try (NetworkNamespace node = search.node()) {
            for (NodePoint point :
                    NodePoints.of(topology, IpsecPolicies.any(node)).all()) {
                String expression = expression(point.where(), own, addresses.all());
                NodePoint known = point.telling(addresses);
                started.add(start(node, known, expression, order, layout, started.size() + 1));
            }
            started.forEach(
                    view -> view.awaitListening(ATTACH)); // until then they enter by this namespace's descriptor
            return new NodeViews(started);
        } catch (IOException reason) {
            started.forEach(NodeView::close);
            String why = "packets cannot be captured on the node: " + reason.getMessage();
            return new NodeViews(NodePoints.of(topology, false).all().stream()
                    .map(point -> NodeView.none(point.without(why)))
                    .toList());
        }
    }

    private static NodeView start(
            NetworkNamespace node, NodePoint point, String expression, Order order, Layout layout, int number)
            throws IOException {
        if (!point.missing().isEmpty()) {
            return NodeView.none(point);
        }
        Optional<String> complaint = new InterfaceName(point.device()).complaint();
        if (complaint.isPresent()) {
            return NodeView.none(point.without(
                    "%s cannot be captured on by itself: its name %s".formatted(point.device(), complaint.get())));
        }
        if (expression.isEmpty()) {
            return NodeView.none(point.without("the pod has no address that identifies its packets on the node"));
        }
        Path filter = Files.writeString(layout.pointFilter(number), expression);
        Listening listening =
                new Listening(point.device(), SNAP_LENGTH, order.capture().maxPackets(), filter);
        return NodeView.start(node, point, listening, new CaptureFile(layout.point(number), order.capture()));
    }

    /**
     * The filter for a point. The user's filter applies only where addresses are still as the pod knows them. A filter
     * that compiles by itself cannot close the bracket around it.
     */
    static String expression(Where where, String own, List<String> addresses) {
        if (where == Where.Uplink) {
            return UplinkFilter.of(addresses);
        }
        String hosts = UplinkFilter.hosts(addresses);
        return own.isBlank() || hosts.isEmpty() ? hosts : "(" + own + "\n) and (" + hosts + ")";
    }

    /** The earliest time at which a view reached its limit, ms since the epoch; empty when no view did. */
    OptionalLong firstLimit() {
        return views.stream().flatMapToLong(view -> view.limitMillis().stream()).min();
    }

    /**
     * Ends all views.
     *
     * @param drain how long to wait for packets of the window that are still in the kernel
     * @return the packets captured at each point
     */
    List<Point> end(Duration drain) {
        views.stream().findFirst().ifPresent(view -> view.drain(drain));
        close();
        return views.stream().map(NodeView::point).toList();
    }

    @Override
    public void close() {
        views.forEach(NodeView::close);
    }
}
