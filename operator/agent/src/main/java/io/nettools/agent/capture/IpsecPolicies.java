package io.nettools.agent.capture;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Whether a node protects packets by IPsec, as its policies say it: the kernel tells them to who has CAP_NET_ADMIN, which a trace with
 * views has for connection tracking. No other source does: /proc/net/xfrm_stat counts failures alone.
 */
final class IpsecPolicies {
    /** {@code -o}: each policy on a line of its own. */
    private static final List<String> COMMAND = List.of("ip", "-o", "xfrm", "policy");

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private IpsecPolicies() {}

    /** A kernel without IPsec answers with an error: then there are none. */
    static boolean any(NetworkNamespace node) {
        try {
            Tool.Outcome outcome = Tool.run(node, LIMIT, COMMAND);
            return outcome.succeeded() && in(outcome.output());
        } catch (IOException cannotBeAsked) {
            return false;
        }
    }

    /**
     * In what iproute2's xfrm_policy_print and xfrm_policy_info_print (ip/xfrm_policy.c, ip/ipxfrm.c) write:
     *
     * <pre>
     * src 10.244.1.0/24 dst 10.244.2.0/24 \TAB dir out priority 0 ptype main \TAB tmpl src 192.0.2.1 dst 192.0.2.2\TAB TAB proto esp …
     * </pre>
     *
     * <p>Without a template (tmpl) a policy lets packets pass as they are, or none. A single socket's has {@code socket out} for {@code dir
     * out}: key exchange daemons except their own packets by it.
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
