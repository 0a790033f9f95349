package io.nettools.planner.topology;

import java.util.List;
import java.util.stream.Stream;

/**
 * The amount of detail in a drawing. For each kind, the first things are drawn, and the others are counted.
 *
 * @param ports of a bridge beside the path, and half as many on it
 * @param tunnels at one place
 * @param hops on the node: the outermost and those next to the pod
 * @param links of the pod beside the path
 * @param sentences on what is not known
 */
record Detail(int ports, int tunnels, int hops, int links, int sentences) {
    /**
     * The levels, most detail first. The last one always fits: in the widest boxes, four bridges and a gap between them
     * are 50 lines.
     */
    static final List<Detail> LEVELS = List.of(
            new Detail(8, 5, 12, 8, 3),
            new Detail(4, 5, 8, 4, 2),
            new Detail(2, 2, 6, 2, 1),
            new Detail(0, 0, 4, 1, 1));

    int portsOnTheWay() {
        return Math.max(1, ports / 2);
    }

    /** The first texts, then a line such as {@code 150 more ports} for those that are left out or were never listed. */
    static Stream<String> first(List<String> all, int many, int unlisted, String what) {
        int more = Math.max(0, all.size() - many) + unlisted;
        String rest = more + " more " + what + (more == 1 ? "" : "s");
        return Stream.concat(all.stream().limit(many), more == 0 ? Stream.empty() : Stream.of(rest));
    }
}
