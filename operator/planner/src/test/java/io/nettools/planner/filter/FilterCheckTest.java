package io.nettools.planner.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterCheckTest {

    @ParameterizedTest
    @MethodSource("io.nettools.planner.filter.Filters#accepted")
    void usersFiltersAreAccepted(String filter) {
        assertEquals(Optional.empty(), FilterCheck.complaint(filter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host example.com|example.com",
                "example.com|example.com",
                "tcp and host web|web",
                "net intranet|intranet",
                "ether host printer|printer",
                "gateway router|gateway",
                "broadcast-ish|broadcast-ish",
                "nothing|nothing",
                "vxlan|vxlan",
                "TCP|TCP",
                "host web_1.shop|web_1.shop",
                "tcp_port|tcp_port",
                "len-5 > 3|len-5",
                "port http and src https|https",
                "(port http) and host https|https",
                "port example.com|example.com"
            })
    void aNameIsRefusedBecauseItWouldBeLookedUp(String line) {
        lookedUp(filterOf(line), wordOf(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host 1and1.com|1and1.com",
                "host 1.example.com|1.example.com",
                "host 10.0.0.1.nip.io|10.0.0.1.nip.io",
                "host 10.0.0.1.|10.0.0.1.",
                "host 1.2.3.4.5|1.2.3.4.5",
                "host 0x|0x",
                "host 0xfg|0xfg",
                "host 3com|3com",
                "host 8000-8080|8000-8080",
                "host dead:beef:1|dead",
                "host a-b-c-d-e-f-0|a-b-c-d-e-f-0",
                "host fe80::1xyz|xyz"
            })
    void aNameThatBeginsLikeANumberOrAnAddressIsRefused(String line) {
        lookedUp(filterOf(line), wordOf(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host \\ip",
                "\\ip",
                "host 10.0.0.1 or \\tcp",
                "proto \\nothing",
                "ip proto \\tcp&&x",
                "port \\tcp"
            })
    void anEscapedWordIsRefusedExceptAfterProto(String filter) {
        String word = filter.substring(filter.indexOf('\\'));
        assertEquals(
                "\"" + word + "\" is not a protocol name known without a look-up: write proto and its number",
                complaint(filter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-w /x|-w", "-z x|-z", "tcp -w /tmp/x|-w", "-F filters|-F", "--version|-version", "- w|-w"})
    void anOptionOfTcpdumpIsRefused(String line) {
        assertEquals(
                "\"" + wordOf(line)
                        + "\" is not allowed in a filter expression: use the fields of spec.capture instead of"
                        + " tcpdump's options",
                complaint(filterOf(line)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "; touch /x|;",
                "tcp; id|;",
                "$(x)|$",
                "`x`|`",
                "tcp 'port 80'|'",
                "\"tcp\"|\"",
                "tcp # port|#",
                "tcp, udp|,",
                "tcp {|{",
                "~1 = 2|~",
                "tcp @|@",
                "host 10.0.0.1:80|:",
                "?|?",
                "_|_",
                ".|."
            })
    void aCharacterThatIsNoOperatorIsRefused(String line) {
        noPlace(filterOf(line), wordOf(line));
    }

    @Test
    void anUnprintableCharacterIsShownAsItsCode() {
        noPlace("tcp\u0000", "\\u0000");
        noPlace("tcp\r\nand udp", "\\u000d");
        noPlace("tcp\u000b", "\\u000b");
        noPlace("tcp \u001b[31m", "\\u001b");
        noPlace("tcp\u007f", "\\u007f");
        noPlace("\u202etcp", "\\u202e");
        noPlace("tcp\u2028", "\\u2028");
        noPlace("p\u043ert 80".substring(1), "\\u043e");
        noPlace("ip proto \\tcp\u202e", "\\u202e");
        noPlace("tcp \ud83d\ude00", "\\ud83d");
    }

    @Test
    void aLongFilterIsRefusedWithItsLength() {
        String filter = "tcp " + "or tcp".repeat(400).substring(0, 1996);
        assertEquals("the filter has 2000 characters, 1024 are allowed: use net and portrange", complaint(filter));
        assertEquals(Optional.empty(), FilterCheck.complaint(" ".repeat(FilterCheck.LENGTH)));
    }

    @Test
    void aFilterOfManyWordsIsRefused() {
        String sentence = "the filter has more than 256 words and operators: use net and portrange";
        assertEquals(sentence, complaint("!".repeat(300)));
        assertEquals(sentence, complaint("1 ".repeat(257)));
        assertEquals(Optional.empty(), FilterCheck.complaint("1 ".repeat(256)));
    }

    @Test
    void deepParenthesesAreRefused() {
        assertEquals(
                "the filter has more than 16 nested parentheses", complaint("(".repeat(40) + "tcp" + ")".repeat(40)));
        assertEquals(Optional.empty(), FilterCheck.complaint("(".repeat(16) + "tcp" + ")".repeat(16)));
        assertEquals(Optional.empty(), FilterCheck.complaint("(tcp) or ".repeat(40) + "udp"));
    }

    @Test
    void aLongWordIsCutInTheSentence() {
        lookedUp("x".repeat(1000), "x".repeat(61) + "...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "1", "-", "a-", "a.", "_", ":", "a:", "1:", "ff:", "::", "1.", "1-", "\\", "0x", "(", " "})
    void anyRepetitionIsCheckedQuickly(String piece) {
        String longest = piece.repeat(FilterCheck.LENGTH / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> FilterCheck.complaint(longest));
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> FilterCheck.complaint(longest.substring(1) + "\u0000"));
    }

    private static void lookedUp(String filter, String word) {
        assertEquals(
                "\"" + word
                        + "\" would be looked up by name: write an address or a number instead (see pcap-filter(7))",
                complaint(filter));
    }

    private static void noPlace(String filter, String shown) {
        assertEquals("\"" + shown + "\" is not allowed in a filter expression (see pcap-filter(7))", complaint(filter));
    }

    private static String complaint(String filter) {
        return FilterCheck.complaint(filter).orElse("accepted: " + filter);
    }

    private static String filterOf(String line) {
        return line.substring(0, line.lastIndexOf('|'));
    }

    private static String wordOf(String line) {
        return line.substring(line.lastIndexOf('|') + 1);
    }
}
