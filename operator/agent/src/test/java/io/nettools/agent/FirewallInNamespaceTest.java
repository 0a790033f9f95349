package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.DropRule.Verdict;
import io.nettools.analyser.report.DropRules;
import io.nettools.analyser.report.DropRules.Rules;
import io.nettools.analyser.shape.Listed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real kernel's packet filter counts in the target's namespace. Needs root. */
class FirewallInNamespaceTest {
    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget target;

    @BeforeEach
    void start() throws Exception {
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
    }

    @AfterEach
    void end() throws Exception {
        pod.close();
        target.remove();
    }

    /** Three datagrams to each of two ports, while it is captured. */
    private DropRules traced(Extra... extras) throws Exception {
        Order order = AnOrder.of(target.pod())
                .on("lo")
                .lastingMillis(60_000)
                .with(extras)
                .order();
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        target.run(
                "python3",
                "-c",
                """
                import socket
                here = socket.socket(type=socket.SOCK_DGRAM)
                for port in (5001, 5002):
                    for n in range(3): here.sendto(b"x", ("127.0.0.1", port))
                """);
        pod.requestStop();
        return pod.captured(capturing, 0).watched().rules();
    }

    private void rules() throws Exception {
        target.run(
                "nft",
                "add table inet t; add chain inet t input { type filter hook input priority 0; };"
                        + " add rule inet t input udp dport 5001 counter drop comment \"none of these\";"
                        + " add rule inet t input udp dport 5002 drop;"
                        + " add rule inet t input udp dport 5003 counter drop");
    }

    @Test
    void aRuleThatDroppedPacketsIsNamedWithItsComment() throws Exception {
        rules();
        Rules pod = traced(Extra.Conntrack).ofPod().orElseThrow();
        assertEquals(
                new Listed<>(1, List.of(new DropRule("inet", "t", "input", "none of these", Verdict.Drop, 3))),
                pod.grown());
        assertEquals(
                new Listed<>(1, List.of(new DropRule("inet", "t", "input", "", Verdict.Drop, 0))), pod.uncounted());
    }

    @Test
    void aRuleOfIptablesIsNamedWithItsComment() throws Exception {
        target.run(
                "iptables-nft",
                "-A",
                "INPUT",
                "-p",
                "udp",
                "--dport",
                "5002",
                "-m",
                "comment",
                "--comment",
                "cali-x y",
                "-j",
                "REJECT");
        DropRules rules = traced(Extra.Conntrack);
        assertEquals(
                new Listed<>(1, List.of(new DropRule("ip", "filter", "INPUT", "cali-x y", Verdict.Reject, 3))),
                rules.ofPod().orElseThrow().grown());
        assertEquals(Optional.empty(), rules.ofNode());
    }

    /** They are not in nftables, so that nft and iptables-nft do not show them. */
    @Test
    void rulesOfIptablesLegacyAreNamedToo() throws Exception {
        target.run(
                "iptables-legacy",
                "-A",
                "INPUT",
                "-p",
                "udp",
                "--dport",
                "5001",
                "-m",
                "comment",
                "--comment",
                "old y",
                "-j",
                "DROP");
        target.run("iptables-legacy", "-A", "INPUT", "-p", "icmp", "-j", "ACCEPT");
        target.run("iptables-legacy", "-P", "FORWARD", "DROP");
        Rules pod = traced(Extra.Conntrack).ofPod().orElseThrow();
        assertEquals(
                new Listed<>(1, List.of(new DropRule("iptables-legacy", "filter", "INPUT", "old y", Verdict.Drop, 3))),
                pod.grown());
        assertEquals(Listed.none(), pod.uncounted());
    }

    /** Its container has no right to read them. */
    @Test
    void withoutConnectionTrackingRulesAreNotRead() throws Exception {
        rules();
        assertEquals(DropRules.UNKNOWN, traced());
    }
}
