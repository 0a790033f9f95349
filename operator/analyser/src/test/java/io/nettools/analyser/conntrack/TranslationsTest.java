package io.nettools.analyser.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Conntrack.Translation;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    private static final int LISTED = 20;

    private final ConntrackLog log = new ConntrackLog(LISTED);

    private List<Translation> told() {
        return log.report(true, "").translations().first();
    }

    private void asks(int port, String service, String pod) {
        log.event("[1763433148.123456]\t    [NEW] tcp      6 120 SYN_SENT src=10.1.0.5 dst=" + service + " sport="
                + port + " dport=80 [UNREPLIED] src=" + pod + " dst=10.1.0.5 sport=8080 dport=" + port);
    }

    @Test
    void aClientsPortsAreOneTranslationTheMostFrequentFirst() {
        asks(40_000, "10.96.0.1", "10.1.0.6");
        asks(40_001, "10.96.0.2", "10.1.0.7");
        asks(40_002, "10.96.0.2", "10.1.0.7");
        asks(40_003, "10.96.0.2", "10.1.0.8");
        assertEquals(
                List.of(
                        new Translation("TCP", "10.1.0.5:40001", "10.96.0.2:80", "10.1.0.7:8080", "", 2, false),
                        new Translation("TCP", "10.1.0.5:40000", "10.96.0.1:80", "10.1.0.6:8080", "", 1, false),
                        new Translation("TCP", "10.1.0.5:40003", "10.96.0.2:80", "10.1.0.8:8080", "", 1, false)),
                told());
        assertEquals(4, log.report(true, "").translations().count());
    }

    @Test
    void aClientBehindAMasqueradeIsSeenAsAnother() {
        log.event("    [NEW] udp      17 30 src=fd00::5 dst=2001:db8::1 sport=4000 dport=53 [UNREPLIED]"
                + " src=2001:db8::1 dst=fd00:1::9 sport=53 dport=61000");
        assertEquals(
                List.of(new Translation(
                        "UDP", "[fd00::5]:4000", "[2001:db8::1]:53", "", "[fd00:1::9]:61000", 1, false)),
                told());
    }

    @Test
    void anEntryWithoutTheWordUnrepliedWasAnswered() {
        log.entry(
                "icmp     1 29 src=10.1.0.5 dst=10.96.0.1 type=8 code=0 id=7 src=10.1.0.6 dst=10.1.0.5 type=0 code=0 id=7"
                        + " mark=0 use=1");
        assertEquals(List.of(new Translation("ICMP", "10.1.0.5", "10.96.0.1", "10.1.0.6", "", 1, true)), told());
    }

    @Test
    void anAnswerOfAnUnknownConnectionIsNoConnection() {
        log.event(
                " [UPDATE] tcp      6 60 SYN_RECV src=10.1.0.5 dst=10.96.0.1 sport=1 dport=80 src=10.1.0.6 dst=10.1.0.5"
                        + " sport=8080 dport=1");
        assertEquals(List.of(), told());
        assertEquals(0, log.report(true, "").translations().count());
    }

    @Property(tries = 50)
    void theListIsBoundedButAllAreCounted(@ForAll @Size(max = 600) List<@IntRange(max = 1000) Integer> services) {
        ConntrackLog one = new ConntrackLog(LISTED);
        services.forEach(service -> one.event("[NEW] tcp 6 120 SYN_SENT src=10.1.0.5 dst=10.96.0." + service
                + " sport=1 dport=80 [UNREPLIED] src=10.1.0.6 dst=10.1.0.5 sport=8080 dport=1"));
        List<Translation> told = one.report(true, "").translations().first();
        assertEquals(services.size(), one.report(true, "").translations().count());
        assertTrue(told.size() <= LISTED);
        assertTrue(told.stream().mapToLong(Translation::connections).sum() <= services.size());
        assertEquals(
                told.stream()
                        .map(Translation::connections)
                        .sorted(Comparator.reverseOrder())
                        .toList(),
                told.stream().map(Translation::connections).toList());
    }
}
