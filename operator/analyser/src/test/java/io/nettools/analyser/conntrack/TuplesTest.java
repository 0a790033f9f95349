package io.nettools.analyser.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TuplesTest {
    private static Tuples tcp(String original, String reply) {
        return Tuples.of("    [NEW] tcp      6 120 SYN_SENT " + original + " [UNREPLIED] " + reply);
    }

    @Test
    void bothDirectionsAreRead() {
        Tuples tuples = tcp(
                "src=10.1.0.5 dst=10.96.0.10 sport=40000 dport=53", "src=10.1.0.9 dst=10.2.0.5 sport=5353 dport=40000");
        assertEquals(new Tuples("10.1.0.5", "40000", "10.96.0.10:53", "10.1.0.9:5353", "10.2.0.5", "40000"), tuples);
    }

    @Test
    void ip6HasItsPortBehindBrackets() {
        Tuples tuples =
                tcp("src=fd00::1 dst=fd00::2 sport=40000 dport=80", "src=fd00::2 dst=fd00::1 sport=80 dport=40000");
        assertEquals("[fd00::2]:80", tuples.server());
        assertFalse(tuples.translated());
    }

    @Test
    void withoutPortsAnEndIsItsAddress() {
        Tuples ping = Tuples.of(
                "icmp     1 30 src=10.1.0.5 dst=10.1.0.9 type=8 code=0 id=7 src=10.1.0.9 dst=10.1.0.5 type=0");
        assertEquals(new Tuples("10.1.0.5", "", "10.1.0.9", "10.1.0.9", "10.1.0.5", ""), ping);
        assertFalse(ping.translated());
    }

    @Test
    void anAddressOrPortThatChangesIsATranslation() {
        String asked = "src=10.1.0.5 dst=10.96.0.10 sport=40000 dport=53";
        assertTrue(tcp(asked, "src=10.1.0.9 dst=10.1.0.5 sport=53 dport=40000").translated(), "of the destination");
        assertTrue(
                tcp(asked, "src=10.96.0.10 dst=10.1.0.5 sport=5353 dport=40000").translated(), "of its port");
        assertTrue(
                tcp(asked, "src=10.96.0.10 dst=192.0.2.1 sport=53 dport=40000").translated(), "of the source");
        assertFalse(
                tcp(asked, "src=10.96.0.10 dst=10.1.0.5 sport=53 dport=40000").translated());
    }

    @Test
    void anotherSourcePortAloneIsNoTranslation() {
        // masquerading in place: the client is not identified by its port
        assertFalse(
                tcp("src=10.1.0.5 dst=10.1.0.9 sport=40000 dport=80", "src=10.1.0.9 dst=10.1.0.5 sport=80 dport=1024")
                        .translated());
    }

    @Test
    void aLineWithoutAReplyTranslatesNothing() {
        Tuples tuples = Tuples.of("tcp 6 120 src=10.1.0.5 dst=10.1.0.9 sport=1 dport=2");
        assertEquals(new Tuples("10.1.0.5", "1", "10.1.0.9:2", "", "", ""), tuples);
        assertFalse(tuples.translated());
    }

    @Test
    void aKeyMustStandByItself() {
        assertEquals("", Tuples.of("tcp nosrc=10.1.0.5 dst=10.1.0.9").client());
        assertEquals("10.1.0.5", Tuples.of("src=10.1.0.5").client());
    }

    @Property(tries = 500)
    void anyLineGivesPrintableTextsOfBoundedLength(@ForAll String one, @ForAll String two) {
        Tuples tuples =
                Tuples.of("src=" + one + " dst=" + two + " dport=" + one + " src=" + two + " sport=" + "9".repeat(999));
        for (String text : new String[] {tuples.client(), tuples.server(), tuples.answering(), tuples.answered()}) {
            assertTrue(text.length() < 200, text);
            assertTrue(text.chars().noneMatch(Character::isISOControl), text);
        }
    }
}
