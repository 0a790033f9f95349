package io.nettools.e2e;

import java.util.List;

/** NetworkPolicy and the admin kinds as the nodes enforce them, which otherwise no node does. */
@Alone("packets of all pods pass the program that decides")
final class Policies {
    private Policies() {}

    static void up() {
        run("up").ok();
    }

    static void down() {
        run("down");
    }

    private static Shell.Output run(String command) {
        return Shell.run("", List.of(Shell.ROOT.resolve("cluster/policies").toString(), command));
    }
}
