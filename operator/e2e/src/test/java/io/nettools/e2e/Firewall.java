package io.nettools.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rule that drops packets at one place of the cluster, until it is closed. */
final class Firewall implements AutoCloseable {
    private static final String TABLE = "nettrace-test";

    private final List<String> nft;
    private final String family;

    private Firewall(List<String> nft, String family) {
        this.nft = nft;
        this.family = family;
    }

    /**
     * @param place node-1, node-2, fabric (the network between the nodes), or a pod by its name
     * @param hook of netfilter, with its priority: {@code forward 0}
     * @param rule what is dropped, in nft's words
     */
    static Firewall dropping(Scene scene, String place, String hook, String rule) {
        String family = place.equals("fabric") ? "bridge" : "ip";
        Firewall firewall = new Firewall(nft(scene, place), family);
        String[] words = hook.split(" ", -1);
        firewall.run("add table %s %s".formatted(family, TABLE));
        firewall.run(
                "add chain %s %s c { type filter hook %s priority %s; }".formatted(family, TABLE, words[0], words[1]));
        firewall.run("add rule %s %s c %s counter drop".formatted(family, TABLE, rule));
        return firewall;
    }

    private static List<String> nft(Scene scene, String place) {
        if (place.equals("fabric")) {
            return List.of("nft");
        }
        if (place.startsWith("node-")) {
            return Shell.nodeCommand(place, "nft");
        }
        String process = Map.of("client", "^sleep 98765", "server", "^python3 -m http.server 18090")
                .get(place);
        String node = scene.node(place);
        String pid = Shell.node(node, "pgrep", "-f", process).ok().text();
        return Shell.nodeCommand(node, "nsenter", "-t", pid, "-n", "nft");
    }

    private void run(String command) {
        List<String> all = new ArrayList<>(nft);
        all.add(command);
        Shell.run("", all).ok();
    }

    @Override
    public void close() {
        run("delete table %s %s".formatted(family, TABLE));
    }
}
