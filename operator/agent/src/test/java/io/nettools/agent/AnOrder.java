package io.nettools.agent;

import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.redaction.Paths;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds an order: one second on any interface, without extras, unless the test changes it. */
public final class AnOrder {
    private final TargetPod target;
    private String networkInterface = "any";
    private String filter = "";
    private int snapLength = 96;
    private long maxPackets = 1_000;
    private long maxBytes = 1 << 20;
    private int excerpt = 5;
    private long durationMillis = 1_000;
    private long startMillis = 10_000;
    private Set<Extra> extras = Set.of();
    private Optional<Probe> probe = Optional.empty();
    private List<String> others = List.of();

    private AnOrder(TargetPod target) {
        this.target = target;
    }

    public static AnOrder of(TargetPod target) {
        return new AnOrder(target);
    }

    public AnOrder on(String name) {
        this.networkInterface = name;
        return this;
    }

    public AnOrder filtering(String expression) {
        this.filter = expression;
        return this;
    }

    public AnOrder keepingOfEachPacket(int bytes) {
        this.snapLength = bytes;
        return this;
    }

    public AnOrder ofAtMostPackets(long packets) {
        this.maxPackets = packets;
        return this;
    }

    public AnOrder ofAtMostBytes(long bytes) {
        this.maxBytes = bytes;
        return this;
    }

    public AnOrder showing(int lines) {
        this.excerpt = lines;
        return this;
    }

    public AnOrder lastingMillis(long millis) {
        this.durationMillis = millis;
        return this;
    }

    public AnOrder attachingWithinMillis(long millis) {
        this.startMillis = millis;
        return this;
    }

    public AnOrder with(Extra... more) {
        this.extras = Set.of(more);
        return this;
    }

    public AnOrder probing(Probe own) {
        this.probe = Optional.of(own);
        return this;
    }

    public AnOrder comparing(List<String> addresses) {
        this.others = addresses;
        return this;
    }

    public Order order() {
        CaptureOptions capture =
                new CaptureOptions(networkInterface, filter, snapLength, maxPackets, maxBytes, excerpt);
        return new Order(target, capture, durationMillis, startMillis, extras, probe, others, Paths.Shown);
    }
}
