package io.nettools.agent.topology;

import io.nettools.agent.handover.PlainName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Breadth-first over patch ports, the virtual cables between bridges: each bridge is seen once, so that a ring of them
 * does no harm.
 */
final class PatchSearch {
    private final Map<String, OvsBridge> byPatch = new HashMap<>();
    private final Map<String, Step> cameBy = new HashMap<>();
    private final List<String> loose = new ArrayList<>();

    PatchSearch(List<OvsBridge> bridges) {
        for (OvsBridge bridge : bridges) {
            bridge.patches().forEach(patch -> byPatch.putIfAbsent(patch.name(), bridge));
        }
    }

    /**
     * A step from a bridge to the next.
     *
     * @param from that bridge's name; empty at the start
     * @param cable the patch port there and the one here; empty at the start
     */
    record Step(Optional<String> from, List<OvsPort> cable, OvsBridge to) {}

    /** The shortest path to a bridge with a card; the start alone when no such bridge can be reached. */
    List<Step> toCard(OvsBridge start) {
        Deque<OvsBridge> queue = new ArrayDeque<>(List.of(start));
        cameBy.put(start.name(), new Step(Optional.empty(), List.of(), start));
        while (!queue.isEmpty()) {
            OvsBridge bridge = queue.remove();
            if (!bridge.cards().isEmpty()) {
                return wayTo(bridge);
            }
            for (OvsPort patch : bridge.patches()) {
                next(bridge, patch)
                        .filter(step -> cameBy.putIfAbsent(step.to().name(), step) == null)
                        .ifPresent(step -> queue.add(step.to()));
            }
        }
        return List.of(cameBy.get(start.name()));
    }

    /** Sentences on cables with one end only, among those that were looked at. */
    List<String> loose() {
        return List.copyOf(loose);
    }

    private Optional<Step> next(OvsBridge bridge, OvsPort patch) {
        String peer = patch.peer().orElse("");
        OvsBridge to = byPatch.get(peer);
        if (to == null) {
            loose.add("The patch port %s of %s names %s, which is not a patch port of another bridge."
                    .formatted(
                            PlainName.of(patch.name()),
                            PlainName.of(bridge.name()),
                            peer.isEmpty() ? "no peer" : PlainName.of(peer)));
            return Optional.empty();
        }
        return to.patch(peer).map(end -> new Step(Optional.of(bridge.name()), List.of(patch, end), to));
    }

    private List<Step> wayTo(OvsBridge bridge) {
        List<Step> back = new ArrayList<>(List.of(cameBy.get(bridge.name())));
        while (back.getLast().from().isPresent()) {
            back.add(cameBy.get(back.getLast().from().get()));
        }
        return back.reversed();
    }
}
