package io.nettools.planner.scenario;

import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Probe;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.TraceSpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a user asks for: 30 s of pod web on any interface, unless said otherwise. */
public final class ATrace {
    private TargetRef target;
    private Duration duration = Duration.ofSeconds(30);
    private String networkInterface = "any";
    private String filter = "";
    private int snapLength = 512;
    private long maxPackets = 100_000;
    private long maxBytes = 50L << 20;
    private Optional<Duration> ttl = Optional.empty();
    private Optional<Probe> probe = Optional.empty();
    private final Set<Extra> extras = EnumSet.of(Extra.Conntrack);
    private Optional<PeerRef> peer = Optional.empty();
    private boolean stop;

    private ATrace(TargetRef target) {
        this.target = target;
    }

    public static ATrace of(String pod) {
        return new ATrace(new TargetRef.Pod(pod));
    }

    public static ATrace of(TargetRef target) {
        return new ATrace(target);
    }

    public static ATrace ofPodsWith(String labels, int maxTargets) {
        return new ATrace(new TargetRef.Selector(labels, maxTargets));
    }

    public ATrace lasting(Duration duration) {
        this.duration = duration;
        return this;
    }

    public ATrace on(String networkInterface) {
        this.networkInterface = networkInterface;
        return this;
    }

    public ATrace filtering(String filter) {
        this.filter = filter;
        return this;
    }

    public ATrace keepingOfEachPacket(int bytes) {
        this.snapLength = bytes;
        return this;
    }

    public ATrace withPayload() {
        extras.add(Extra.Payload);
        return this;
    }

    public ATrace ofAtMostPackets(long packets) {
        this.maxPackets = packets;
        return this;
    }

    public ATrace ofAtMostBytes(long bytes) {
        this.maxBytes = bytes;
        return this;
    }

    public ATrace deletedAfter(Duration ttl) {
        this.ttl = Optional.of(ttl);
        return this;
    }

    public ATrace probing(Probe own) {
        this.probe = Optional.of(own);
        return this;
    }

    public ATrace withoutConntrack() {
        extras.remove(Extra.Conntrack);
        return this;
    }

    public ATrace askingForTopology() {
        extras.add(Extra.Topology);
        return this;
    }

    public ATrace lookingAtTheNode() {
        extras.add(Extra.NodeViews);
        return this;
    }

    /** The other end, which takes views of the node with it. */
    public ATrace toPod(String name) {
        return to(new PeerRef.Pods(new TargetRef.Pod(name)));
    }

    public ATrace toService(String name) {
        return to(new PeerRef.Pods(new TargetRef.Endpoints(name, 4)));
    }

    public ATrace toAddress(String address) {
        return to(new PeerRef.Address(address));
    }

    private ATrace to(PeerRef other) {
        this.peer = Optional.of(other);
        return lookingAtTheNode();
    }

    public ATrace stopped() {
        this.stop = true;
        return this;
    }

    /** The same, with the one field that may change. */
    static TraceSpec stopped(TraceSpec it) {
        return new TraceSpec(
                it.target(),
                it.duration(),
                it.capture(),
                it.extras(),
                it.probe(),
                it.peer(),
                it.reason(),
                it.ttlAfterFinished(),
                true);
    }

    public TraceSpec spec() {
        return new TraceSpec(
                target,
                duration,
                new CaptureOptions(networkInterface, filter, snapLength, maxPackets, maxBytes, 20),
                extras,
                probe,
                peer,
                "INC-4711",
                ttl,
                stop);
    }
}
