package io.nettools.planner.policy;

import java.util.Optional;

/** One entry of a rule's ports. */
public sealed interface PolicyPort {
    int LOWEST = 0;
    int HIGHEST = 65_535;

    /** The ports of a protocol between two numbers, both included. */
    record Range(Transport transport, int first, int last) implements PolicyPort {}

    /**
     * A port of the destination pod by its name.
     *
     * @param transport absent where the port's own counts (the admin kinds)
     */
    record Named(Optional<Transport> transport, String name) implements PolicyPort {}

    /** A port that this code cannot read. */
    record Unreadable(String why) implements PolicyPort {}

    /** Each port of a protocol. */
    static PolicyPort all(Transport transport) {
        return new Range(transport, LOWEST, HIGHEST);
    }

    static PolicyPort one(Transport transport, int number) {
        return new Range(transport, number, number);
    }
}
