package io.nettools.agent.firewall;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packets of the rules that {@code iptables-legacy} made, for one family. nft and iptables-nft do not show them: they are
 * not in nftables. The kernel names the tables that a network namespace has; where it has none, no program is asked.
 */
enum LegacyRules {
    IPV4("ip_tables_names", "iptables-legacy-save", "iptables-legacy"),
    IPV6("ip6_tables_names", "ip6tables-legacy-save", "ip6tables-legacy");

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String NO_MODULE = "No such file";

    private final String names;
    private final String program;
    private final String family;

    LegacyRules(String names, String program, String family) {
        this.names = names;
        this.program = program;
        this.family = family;
    }

    /** Asks the kernel and the program; empty when there are tables that cannot be read. */
    Optional<Map<Rule, Long>> in(NetworkNamespace namespace) {
        try {
            Tool.Outcome tables = Tool.run(namespace, LIMIT, List.of("cat", "/proc/net/" + names));
            if (!tables.succeeded()) {
                return tables.errors().contains(NO_MODULE) ? Optional.of(Map.of()) : Optional.empty();
            }
            return tables.output().isBlank()
                    ? Optional.of(Map.of())
                    : saved(Tool.run(namespace, LIMIT, List.of(program, "-c")));
        } catch (IOException | RuntimeException cannotBeAsked) {
            return Optional.empty();
        }
    }

    private Optional<Map<Rule, Long>> saved(Tool.Outcome outcome) {
        return Optional.of(outcome)
                .filter(Tool.Outcome::succeeded)
                .map(Tool.Outcome::output)
                .flatMap(output -> SavedRules.of(family, output));
    }
}
