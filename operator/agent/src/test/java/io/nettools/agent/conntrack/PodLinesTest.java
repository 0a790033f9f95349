package io.nettools.agent.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger's line must never pass, whatever it looks like; a pod's own always does. */
class PodLinesTest {
    private static final PodLines POD = new PodLines(List.of("10.0.0.1", "fd00::1:0:0:1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    [NEW] tcp 6 120 SYN_SENT src=10.0.0.1 dst=10.9.0.1 sport=1 dport=80 [UNREPLIED] src=10.9.0.1 dst=192.0.2.1 sport=80 dport=1",
                "tcp 6 120 src=10.9.0.1 dst=10.0.0.1 sport=1 dport=80 src=10.0.0.1 dst=10.9.0.1 sport=80 dport=1",
                "tcp 6 120 src=10.9.0.1 dst=10.96.0.1 sport=1 dport=80 src=10.0.0.1 dst=10.9.0.1 sport=80 dport=1",
                "tcp 6 120 src=10.9.0.1 dst=10.96.0.1 sport=1 dport=80 src=10.9.0.2 dst=10.0.0.1",
                "[1763433148.1]\t [DESTROY] udp 17 src=fd00:0:0:0:1:0:0:1 dst=fd00::2 sport=1 dport=2 src=fd00::2 dst=fd00:9::9",
                "src=10.0.0.1"
            })
    void anAddressOfThePodInEitherTuplePasses(String line) {
        assertTrue(POD.test(line), line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "conntrack v1.4.7 (conntrack-tools): 2 flow entries have been shown.",
                "tcp 6 120 src=10.0.0.11 dst=110.0.0.1 sport=1 dport=80 src=110.0.0.1 dst=10.0.0.11",
                "tcp 6 120 src=10.0.0.10 dst=10.0.0.2 sport=1 dport=80 src=10.0.0.2 dst=10.0.0.10",
                "tcp 6 120 src=fd00::1:0:0:11 dst=fd00::1 sport=1 dport=2 src=fd00::1 dst=fd00::1:0:0:11",
                "tcp 6 120 src=::ffff:10.0.0.2 dst=fd00::1",
                "tcp 6 120 mark=10.0.0.1 nosrc=10.0.0.1 xdst=10.0.0.1 labels=src=10.0.0.1",
                "src=",
                "=10.0.0.1",
                "rc=10.0.0.1",
                "src=:"
            })
    void aStrangersLineDoesNot(String line) {
        assertFalse(POD.test(line), line);
    }

    @Test
    void aPodWithoutAnAddressHasNoLine() {
        assertFalse(new PodLines(List.of()).test("src=10.0.0.1"));
        assertFalse(new PodLines(List.of("", "nonsense")).test("src= dst=nonsense"));
    }

    @Property
    void onlyTheVeryAddressPasses(
            @ForAll @IntRange(max = 255) int own,
            @ForAll @IntRange(max = 255) int one,
            @ForAll @IntRange(max = 255) int other) {
        PodLines pod = new PodLines(List.of("10.0.0." + own));
        String line = "udp 17 30 src=10.0.0.%d dst=10.0.0.%d sport=%d dport=%d".formatted(one, other, own, own);
        assertEquals(one == own || other == own, pod.test(line), line);
    }

    @Property
    void anyLineIsAnswered(@ForAll String line) {
        POD.test(line);
        POD.test("src=" + line + " dst=" + line);
    }
}
