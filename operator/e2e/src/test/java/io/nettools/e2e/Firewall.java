package io.nettools.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A rule that drops packets at one place of the cluster for a while. */
final class Firewall {
    /** What a policy engine writes beside its rules. */
    static final String COMMENT = "cali-tw-way-test";

    private final List<String> nft;

    private Firewall(List<String> nft) {
        this.nft = nft;
    }

    /**
     * What comes of something meanwhile.
     *
     * @param place node-1, node-2, fabric (the network between the nodes), or a pod by its name
     * @param hook of netfilter, with its priority: {@code forward 0}
     * @param rule what is dropped, in nft's words; or rejected, when it says how
     */
    static <T> T dropping(Scene scene, String place, String hook, String rule, Supplier<T> meanwhile) {
        String family = place.equals("fabric") ? "bridge" : "inet";
        Firewall firewall = new Firewall(nft(scene, place));
        String table = scene.namespace(); // other tests have rules of their own there
        String[] words = hook.split(" ", -1);
        firewall.run("add table %s %s".formatted(family, table));
        firewall.run(
                "add chain %s %s c { type filter hook %s priority %s; }".formatted(family, table, words[0], words[1]));
        String counted = rule.contains("reject") ? rule.replace("reject", "counter reject") : rule + " counter drop";
        firewall.run("add rule %s %s c %s comment \"%s\"".formatted(family, table, counted, COMMENT));
        try {
            return meanwhile.get();
        } finally {
            firewall.run("delete table %s %s".formatted(family, table));
        }
    }

    private static List<String> nft(Scene scene, String place) {
        if (place.equals("fabric")) {
            return List.of("nft");
        }
        if (place.startsWith("node-")) {
            return Shell.nodeCommand(place, "nft");
        }
        return Shell.nodeCommand(scene.node(place), "nsenter", "-t", scene.pid(place), "-n", "nft");
    }

    private void run(String command) {
        List<String> all = new ArrayList<>(nft);
        all.add(command);
        Shell.run("", all).ok();
    }
}
