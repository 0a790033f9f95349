package io.nettools.planner.scenario;

import io.nettools.analyser.order.TargetPod;
import io.nettools.planner.trace.Candidate;
import java.util.List;

/** A pod of a user's, running on node-1 unless said otherwise; or a node, which is found again by its name as well. */
public record APod(Candidate candidate) {

    public static APod named(String name) {
        TargetPod identity = new TargetPod(uid(name), "", List.of("c0ffee"), List.of("10.0.0.7"));
        return new APod(new Candidate(name, "node-1", "Running", "", false, false, "linux", identity));
    }

    public static APod ofNode(String name) {
        return new APod(Candidate.ofNode(name, uid(name), true, false, "linux", List.of("198.18.0.11")));
    }

    public static APod ofNodeNotReady(String name) {
        return new APod(Candidate.ofNode(name, uid(name), false, false, "linux", List.of("198.18.0.11")));
    }

    /** UIDs are found again by name. */
    public static String uid(String name) {
        return "uid-of-" + name;
    }

    public APod on(String node) {
        Candidate it = candidate;
        return new APod(new Candidate(
                it.name(), node, it.phase(), it.waiting(), it.deleting(), it.hostNetwork(), it.os(), it.identity()));
    }

    public APod at(String... addresses) {
        Candidate it = candidate;
        TargetPod there = new TargetPod(it.identity().uid(), "", it.identity().containerIds(), List.of(addresses));
        return new APod(new Candidate(
                it.name(), it.node(), it.phase(), it.waiting(), it.deleting(), it.hostNetwork(), it.os(), there));
    }

    /** Its packets have these addresses, according to an annotation. */
    public APod onNetwork(String... addresses) {
        Candidate it = candidate;
        return new APod(new Candidate(
                it.name(),
                it.node(),
                it.phase(),
                it.waiting(),
                it.deleting(),
                it.hostNetwork(),
                it.os(),
                it.identity(),
                List.of(addresses)));
    }

    /** No container of it runs. */
    public APod inPhase(String phase, String waiting) {
        Candidate it = candidate;
        TargetPod idle = new TargetPod(it.identity().uid(), "", List.of(), List.of());
        return new APod(
                new Candidate(it.name(), it.node(), phase, waiting, it.deleting(), it.hostNetwork(), it.os(), idle));
    }

    public APod beingDeleted() {
        Candidate it = candidate;
        return new APod(new Candidate(
                it.name(), it.node(), it.phase(), it.waiting(), true, it.hostNetwork(), it.os(), it.identity()));
    }

    public APod onHostNetwork() {
        Candidate it = candidate;
        return new APod(new Candidate(
                it.name(), it.node(), it.phase(), it.waiting(), it.deleting(), true, it.os(), it.identity()));
    }

    public APod onWindows() {
        Candidate it = candidate;
        return new APod(new Candidate(
                it.name(),
                it.node(),
                it.phase(),
                it.waiting(),
                it.deleting(),
                it.hostNetwork(),
                "windows",
                it.identity()));
    }
}
