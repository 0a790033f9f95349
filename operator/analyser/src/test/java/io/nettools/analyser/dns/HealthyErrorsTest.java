package io.nettools.analyser.dns;

import static io.nettools.analyser.dns.Resolving.A;
import static io.nettools.analyser.dns.Resolving.AAAA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Dns;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors that healthy clients and servers exchange. */
class HealthyErrorsTest {
    private static final int FORMERR = 1;
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;
    private static final int NOTIMP = 4;
    private static final int REFUSED = 5;
    private static final int PTR = 12;
    private static final int SVCB = 64;
    private static final int HTTPS = 65;
    private static final int SECOND = 1_000_000;

    private static List<String> codes(Resolving talk) {
        return talk.quiet(5 * SECOND).capture().report().findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void addressesWithoutANameAreUsual() {
        Resolving talk = new Resolving()
                .lookup(1, "9.1.244.10.in-addr.arpa", PTR, NXDOMAIN, 0)
                .lookup(2, "1.0.0.0.d.f.IP6.arpa", PTR, NXDOMAIN, 0);
        assertEquals(List.of(), codes(talk));
        assertEquals(List.of("DnsServerFailure"), codes(new Resolving().lookup(1, "9.in-addr.arpa", PTR, SERVFAIL, 0)));
    }

    @Test
    void typesThatServersNeedNotKnowMayBeRefused() {
        for (int code : new int[] {FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED}) {
            Resolving talk =
                    new Resolving().lookup(1, "web.example", HTTPS, code, 0).lookup(2, "web.example", SVCB, code, 0);
            assertEquals(List.of(), codes(talk), "code " + code);
        }
    }

    @Test
    void oneOfAPairMayFailWhenTheOtherHasRecords() {
        for (int code : new int[] {SERVFAIL, NXDOMAIN, NOTIMP, REFUSED}) {
            Resolving talk = new Resolving().lookup(1, "web.example", A, 0, 1).lookup(2, "web.example", AAAA, code, 0);
            assertEquals(List.of(), codes(talk), "code " + code);
        }
        Resolving both =
                new Resolving().lookup(1, "web.example", A, SERVFAIL, 0).lookup(2, "web.example", AAAA, SERVFAIL, 0);
        assertEquals(List.of("DnsServerFailure"), codes(both));
    }

    @Test
    void theOtherOfAPairNeedNotBeCaptured() {
        for (int missing = 0; missing < 2; missing++) {
            Resolving talk = new Resolving();
            if (missing != 0) {
                talk.asks(40_000, Dns.query(1, "web.example", A));
            }
            talk.asks(40_000, Dns.query(2, "web.example", AAAA));
            if (missing != 1) {
                talk.answers(40_000, Dns.answer(1, "web.example", A).records(1));
            }
            talk.answers(40_000, Dns.answer(2, "web.example", AAAA).code(SERVFAIL));
            assertEquals(List.of(), codes(talk), "without packet " + missing);
        }
    }

    @Test
    void anErrorAfterWhichTheClientAsksWithoutEdnsIsANegotiation() {
        for (int code : new int[] {FORMERR, NOTIMP, 16, 23}) {
            Resolving talk =
                    new Resolving().lookup(1, "web.example", A, code, 0).lookup(2, "web.example", A, 0, 1);
            assertEquals(List.of(), codes(talk), "code " + code);
        }
        Resolving again =
                new Resolving().lookup(1, "web.example", A, FORMERR, 0).lookup(2, "web.example", A, FORMERR, 0);
        assertEquals(List.of("DnsServerFailure"), codes(again));
    }

    @Test
    void aNameThatOnlyASearchListMakesNeedNotExist() {
        for (String name : List.of(
                "api.example.com.default.svc.cluster.local",
                "example.svc.cluster.local",
                "api.example.com.cluster.local")) {
            assertEquals(List.of(), codes(new Resolving().lookup(1, name, A, NXDOMAIN, 0)), name);
        }
        for (String name : List.of(
                "web.shop.svc.cluster.local",
                "db-0.db.shop.svc.cluster.local",
                "_http._tcp.db-0.db.shop.svc.cluster.local",
                "10-0-0-1.shop.pod.cluster.local",
                "cluster.local",
                "api.example.com")) {
            assertEquals(List.of("DnsNameNotFound"), codes(new Resolving().lookup(1, name, A, NXDOMAIN, 0)), name);
        }
    }

    @Test
    void aSearchOfWhichPacketsAreMissingIsStillASearch() {
        List<String> names = List.of("db.store.a.svc.corp", "db.store.svc.corp", "db.store.corp", "db.store");
        for (int missing = 0; missing < 8; missing++) {
            Resolving talk = new Resolving();
            for (int i = 0; i < names.size(); i++) {
                boolean last = i == names.size() - 1;
                if (missing != 2 * i) {
                    talk.asks(40_000 + i, Dns.query(i, names.get(i), A));
                }
                if (missing != 2 * i + 1) {
                    talk.answers(
                            40_000 + i,
                            Dns.answer(i, names.get(i), A)
                                    .code(last ? 0 : NXDOMAIN)
                                    .records(last ? 1 : 0));
                }
            }
            assertEquals(List.of(), codes(talk), "without packet " + missing);
        }
    }

    @Test
    void theNameItselfTriedFirstIsFoundWithASuffix() {
        Resolving talk = new Resolving()
                .lookup(1, "db.store", A, NXDOMAIN, 0)
                .lookup(2, "db.store.a.svc.corp", A, NXDOMAIN, 0)
                .lookup(3, "db.store.svc.corp", A, 0, 1);
        assertEquals(List.of(), codes(talk));
    }

    @Test
    void aCutQuestionDoesNotShowWhoseNameIsMissing() {
        Resolving talk =
                new Resolving(Capture.cutAt(20 + 8 + 12 + 6, Capture.RAW)).lookup(1, "web.example", A, NXDOMAIN, 0);
        assertEquals(List.of(), codes(talk));
        Resolving failing =
                new Resolving(Capture.cutAt(20 + 8 + 12 + 6, Capture.RAW)).lookup(1, "web.example", A, SERVFAIL, 0);
        assertEquals(List.of("DnsServerFailure"), codes(failing));
        Resolving pair = new Resolving(Capture.cutAt(20 + 8 + 12 + 6, Capture.RAW))
                .asks(40_000, Dns.query(1, "web.example", A))
                .asks(40_000, Dns.query(2, "web.example", AAAA))
                .answers(40_000, Dns.answer(1, "web.example", A).records(1))
                .answers(40_000, Dns.answer(2, "web.example", AAAA).code(SERVFAIL));
        assertEquals(List.of(), codes(pair));
    }

    @Test
    void aTcpConnectionOfWhichOnlyHeadersAreCapturedFollowsACutAnswer() {
        Resolving talk = new Resolving()
                .asks(40_000, Dns.query(1, "web.example", A))
                .answers(40_000, Dns.answer(1, "web.example", A).truncated());
        byte[] syn = Wire.tcp(50_000, 53, "S", 0, 0, new byte[0], new byte[0]);
        talk.capture().packet(Wire.ip4(6, "10.0.0.1", "10.0.0.2", syn));
        assertEquals(0, talk.quiet(5 * SECOND).onlyServer().count(Trait.TruncatedNotFollowed));
    }

    @Test
    void aTcpConnectionOfAnotherClientDoesNotFollowACutAnswer() {
        Resolving talk = new Resolving()
                .asks(40_000, Dns.query(1, "web.example", A))
                .answers(40_000, Dns.answer(1, "web.example", A).truncated());
        byte[] syn = Wire.tcp(50_000, 53, "S", 0, 0, new byte[0], new byte[0]);
        talk.capture().packet(Wire.ip4(6, "10.0.0.7", "10.0.0.2", syn));
        assertEquals(1, talk.quiet(5 * SECOND).onlyServer().count(Trait.TruncatedNotFollowed));
    }
}
