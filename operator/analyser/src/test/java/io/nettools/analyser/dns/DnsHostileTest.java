package io.nettools.analyser.dns;

import static io.nettools.analyser.dns.Resolving.A;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Dns;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DnsHostileTest {
    @Property(tries = 2000)
    void anyDatagramsEndInAPrintableReport(
            @ForAll @Size(max = 120) byte[] query, @ForAll @Size(max = 120) byte[] answer, @ForAll boolean usual) {
        Resolving talk =
                new Resolving().at(usual ? 53 : 1053).client(40_000, query).server(40_000, answer);
        talk.transactions().forEach(DnsHostileTest::assertHarmless);
    }

    @Property(tries = 500)
    void anyCutIsReadAsFarAsItGoes(@ForAll @IntRange(min = 1, max = 120) int snapLength) {
        Resolving talk = new Resolving(Capture.cutAt(snapLength, Capture.RAW));
        talk.asks(40_000, Dns.query(7, "web.example", A).option(0));
        talk.answers(40_000, Dns.answer(7, "web.example", A).records(1).option(0));
        talk.transactions().forEach(DnsHostileTest::assertHarmless);
        boolean headers = snapLength >= 20 + 8 + 12;
        assertEquals(headers ? List.of("NOERROR") : List.of(), rcodes(talk));
    }

    private static List<String> rcodes(Resolving talk) {
        return talk.transactions().stream().map(DnsTransaction::rcode).toList();
    }

    private static void assertHarmless(DnsTransaction one) {
        assertTrue(one.name().matches("[ -~]{0,253}"), one.name());
        assertTrue((one.type() + one.rcode()).matches("[A-Z0-9]{0,20}"), one.type());
    }

    @Test
    void aCutNameEndsInDots() {
        Resolving talk = new Resolving(Capture.cutAt(48, Capture.RAW));
        talk.asks(40_000, Dns.query(7, "web.example.com", A)).answers(40_000, Dns.answer(7, "web.example.com", A));
        assertEquals(List.of("web.exa...  NOERROR 1"), talk.told());
    }

    @Test
    void aFloodOfNamesIsBoundedAndHidesNoFailure() {
        Resolving talk = new Resolving().lookup(1, "broken.example", A, 2, 0);
        int flood = 3 * TransactionTable.CAPACITY;
        for (int i = 0; i < flood; i++) {
            talk.after(100).asks(1024 + i, Dns.query(i, "x" + i + ".example", A));
        }
        Report report = talk.capture().report();
        assertEquals(flood + 1, report.protocols().dns().count());
        assertEquals(20, report.protocols().dns().first().size());
        assertEquals(
                "broken.example", report.protocols().dns().first().getFirst().name());
        int dropped = flood - TransactionTable.CAPACITY;
        assertTrue(
                report.notes().getLast().startsWith(dropped + " DNS queries came so fast"), report.notes()::toString);
        assertEquals(0, talk.onlyServer().count(Outcome.Unanswered));
    }

    @Test
    void aFloodOfNamesWithFewIdsIsBoundedToo() {
        Resolving talk = new Resolving();
        int flood = 3 * TransactionTable.CAPACITY;
        for (int i = 0; i < flood; i++) {
            talk.after(10).asks(1024 + i / 4, Dns.query(7, "x" + i + ".example", A));
        }
        int dropped = flood - TransactionTable.CAPACITY;
        assertEquals(dropped + " DNS", talk.capture().report().notes().getLast().substring(0, 8));
    }

    @Test
    void aSearchThatNeverEndsIsBounded() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 100; i++) {
            talk.lookup(i, "web.a" + i + ".example", A, 3, 0);
        }
        talk.lookup(100, "web", A, 0, 1);
        assertEquals(1, talk.facts().searched().size());
        assertTrue(talk.facts().searched().getFirst().nxDomains() <= 8, "only the last steps are kept");
    }

    @Test
    void furtherServersShareOneEntry() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 3 * Servers.CAPACITY; i++) {
            int server = 2000 + i;
            talk.at(server).asks(40_000, Dns.query(i, "a", A)).answers(40_000, Dns.answer(i, "a", A));
        }
        List<DnsServer> servers = talk.facts().servers();
        assertEquals(Servers.CAPACITY + 1, servers.size());
        assertEquals("", servers.getLast().address());
        assertEquals(2 * Servers.CAPACITY, servers.getLast().transactions());
    }

    @Test
    void equalCapturesHaveEqualFacts() {
        byte[] file = new Resolving()
                .lookup(1, "a", A, 2, 0)
                .lookup(2, "b", A, 0, 1)
                .capture()
                .bytes();
        assertEquals(Resolving.facts(file), Resolving.facts(Arrays.copyOf(file, file.length)));
    }
}
