package io.nettools.analyser.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.96.0.20", "0.0.0.0", "255.255.255.255", "::1", "fd00:10:96::14", "::ffff:10.0.0.1"})
    void anAddressIsOne(String text) {
        assertTrue(new Host(text).address());
        assertFalse(new Host(text).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"web", "web.default.svc.cluster.local", "web.default.svc.cluster.local.", "a-1.b2", "1.web"})
    void aNameIsOne(String text) {
        assertTrue(new Host(text).name());
        assertFalse(new Host(text).address());
    }

    /** Spellings that one program reads as one address and the next as another, and what would be an option. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-o",
                "-o.web",
                "--config",
                "web-",
                "010.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "10.0.0.256",
                "1.2.3",
                "web.1",
                "[::1]",
                ":",
                ":::",
                "fe80::1%eth0",
                "a..b",
                ".a",
                "a b",
                "a\nb",
                "@file",
                "a/b",
                "ümlaut"
            })
    void anythingElseIsNeither(String text) {
        assertFalse(new Host(text).valid());
    }

    @Test
    void oneAddressHasSeveralSpellings() {
        assertTrue(new Host("FD00:0::1").sameAs(new Host("fd00::1")));
        assertFalse(new Host("10.0.0.1").sameAs(new Host("10.0.0.2")));
        assertFalse(new Host("web").sameAs(new Host("web")));
    }

    @Test
    void beforeAPortAnIpv6AddressHasBrackets() {
        assertEquals("[::1]", new Host("::1").bracketed());
        assertEquals("10.0.0.1", new Host("10.0.0.1").bracketed());
    }

    @Property
    void noTextIsAnOptionOrMoreThanAWord(@ForAll String text) {
        Host host = new Host(text);
        assertFalse(host.valid() && (text.startsWith("-") || text.chars().anyMatch(c -> c <= ' ' || c > '~')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "203.0.113.9", "2001:db8::1"
            })
    void anAddressOutsideOfPrivateNetworksIsOfTheInternet(String text) {
        assertTrue(new Host(text).ofInternet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.0.1",
                "172.31.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.1.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "ff02::1",
                "fd00::1",
                "fe80::1",
                "::1",
                "web.example.org"
            })
    void anyOtherIsNot(String text) {
        assertFalse(new Host(text).ofInternet());
    }
}
