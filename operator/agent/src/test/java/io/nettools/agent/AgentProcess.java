package io.nettools.agent;

import io.nettools.agent.handover.Layout;
import io.nettools.analyser.order.Order;
import java.nio.file.Path;

/** The agent's program with its volumes below one folder. */
final class AgentProcess {
    private AgentProcess() {}

    public static void main(String[] args) {
        Main.run(layout(Path.of(args[0])), System.getenv(Order.VARIABLE), args[1]);
    }

    static Layout layout(Path folder) {
        return new Layout(
                folder.resolve("host-proc"),
                folder.resolve("work"),
                folder.resolve("annotations"),
                folder.resolve("termination-log"),
                Path.of("/run/netns"));
    }
}
