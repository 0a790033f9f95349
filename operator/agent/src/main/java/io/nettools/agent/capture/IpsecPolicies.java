package io.nettools.agent.capture;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Finds out whether a node protects packets by IPsec, from its policies. Reading them takes CAP_NET_ADMIN, which a
 * trace with views has for connection tracking. There is no other source: /proc/net/xfrm_stat counts only failures.
 */
final class IpsecPolicies {
    /** The command; {@code -o} puts each policy on a line of its own. */
    private static final List<String> COMMAND = List.of("ip", "-o", "xfrm", "policy");

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private IpsecPolicies() {}

    /** Whether any policy protects packets. A kernel without IPsec answers with an error: then no policy does. */
    static boolean any(NetworkNamespace node) {
        try {
            Tool.Outcome outcome = Tool.run(node, LIMIT, COMMAND);
            return outcome.succeeded() && in(outcome.output());
        } catch (IOException cannotBeAsked) {
            return false;
        }
    }

    /**
     * Whether any policy in iproute2's output protects packets (xfrm_policy_print and xfrm_policy_info_print in
     * ip/xfrm_policy.c, ip/ipxfrm.c):
     *
     * <pre>
     * src 10.244.1.0/24 dst 10.244.2.0/24 \TAB dir out priority 0 ptype main \TAB tmpl src 192.0.2.1 dst 192.0.2.2\TAB TAB proto esp …
     * </pre>
     *
     * <p>Without a template (tmpl) a policy lets packets pass unprotected, or blocks them. The policy of a single
     * socket has {@code socket out} in place of {@code dir out}: key exchange daemons exempt their own packets by it.
     */
    static boolean in(String output) {
        return output.lines().anyMatch(IpsecPolicies::protects);
    }

    private static boolean protects(String line) {
        return line.startsWith("src ")
                && (line.contains("\tdir out ") || line.contains("\tdir in "))
                && line.contains("\ttmpl src ");
    }
}
