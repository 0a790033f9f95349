package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.Command;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output of {@code ip -o xfrm policy}, from the real command and kernel where they can make such a policy. */
class IpsecPoliciesTest {
    private static final String TEMPLATE = " tmpl src 192.0.2.1 dst 192.0.2.2 proto esp reqid 1 mode tunnel";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src 10.244.1.0/24 dst 10.244.2.0/24 dir out" + TEMPLATE,
                "src 10.244.2.0/24 dst 10.244.1.0/24 dir in" + TEMPLATE,
                "src 0.0.0.0/0 dst 10.244.2.0/24 dir out mark 0x3e00 mask 0xff00" + TEMPLATE,
                "src fd00::/64 dst fd01::/64 dir out tmpl src 2001:db8::1 dst 2001:db8::2 proto esp mode tunnel",
                "src 192.0.2.1/32 dst 192.0.2.2/32 proto udp dport 6081 dir out tmpl proto esp reqid 1 mode transport",
            })
    void aPolicyWithATemplateProtects(String policy) throws Exception {
        assertTrue(IpsecPolicies.in(answer(policy)), policy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src 10.244.1.0/24 dst 10.244.2.0/24 dir out action allow",
                "src 10.244.1.0/24 dst 10.244.2.0/24 dir out action block",
                "src 10.244.1.0/24 dst 10.244.2.0/24 dir fwd" + TEMPLATE,
            })
    void aPolicyWithoutATemplateDoesNotProtect(String policy) throws Exception {
        String answer = answer(policy);
        assertTrue(answer.startsWith("src 10.244.1.0/24 dst 10.244.2.0/24"), answer);
        assertFalse(IpsecPolicies.in(answer), answer);
    }

    @Test
    void oneProtectingPolicyIsEnough() throws Exception {
        assertTrue(IpsecPolicies.in(answer(
                "src 0.0.0.0/0 dst 10.9.0.0/16 dir out action allow",
                "src 10.1.0.0/16 dst 10.2.0.0/16 dir out" + TEMPLATE)));
    }

    @Test
    void aNodeWithoutPoliciesHasNoIpsec() throws Exception {
        String answer = answer();
        assertEquals("", answer);
        assertFalse(IpsecPolicies.in(answer));
    }

    /** Policies of a key exchange daemon's own sockets, as ip/ipxfrm.c prints them: only setsockopt can make them. */
    @Test
    void aPolicyOfASingleSocketDoesNotCount() {
        assertFalse(
                IpsecPolicies.in(
                        """
                src 0.0.0.0/0 dst 0.0.0.0/0 \\\tsocket in priority 0 ptype main \\
                src ::/0 dst ::/0 \\\tsocket out priority 0 ptype main \\\ttmpl src :: dst ::\\\t\tproto esp reqid 0 mode transport\\
                """));
    }

    @Property
    void anyOtherTextIsNoPolicy(@ForAll String text) {
        assertFalse(IpsecPolicies.in(text));
    }

    /** The output for these policies, in a network namespace of its own. */
    private static String answer(String... policies) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (String policy : policies) {
            script.append("ip xfrm policy add ").append(policy).append(" && ");
        }
        return Command.run("unshare", "-n", "sh", "-c", script + "ip -o xfrm policy");
    }
}
