package io.nettools.analyser.dns;

import static io.nettools.analyser.dns.Resolving.A;
import static io.nettools.analyser.dns.Resolving.AAAA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Dns;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchListsTest {
    private static final int NXDOMAIN = 3;

    private int id = 1;

    /** Lookups that each get NXDOMAIN; the last one gets an address. */
    private Resolving found(String... names) {
        Resolving talk = new Resolving();
        for (int i = 0; i < names.length; i++) {
            boolean last = i == names.length - 1;
            talk.lookup(id++, names[i], A, last ? 0 : NXDOMAIN, last ? 1 : 0);
        }
        return talk;
    }

    private static long searchCaused(Resolving talk) {
        return talk.onlyServer().count(Outcome.SearchNxDomain);
    }

    @Test
    void anOutsideNameInKubernetes() {
        Resolving talk = found(
                "api.example.com.default.svc.cluster.local",
                "api.example.com.svc.cluster.local",
                "api.example.com.cluster.local",
                "api.example.com.corp.internal",
                "api.example.com");
        assertEquals(
                List.of(new SearchedName("api.example.com", 1, 4, "api.example.com")),
                talk.facts().searched());
        assertEquals(4, searchCaused(talk));
        assertEquals(0, talk.onlyServer().count(Outcome.NxDomain));
    }

    @Test
    void aServiceOfAnotherNamespace() {
        Resolving talk = found("db.store.default.svc.cluster.local", "db.store.svc.cluster.local");
        assertEquals(
                List.of(new SearchedName("db.store", 1, 1, "db.store.svc.cluster.local")),
                talk.facts().searched());
    }

    @Test
    void unrelatedSuffixesAreRecognisedByTheNameItself() {
        Resolving talk = found("web.one.example", "web.two.test", "web");
        assertEquals(List.of(new SearchedName("web", 1, 2, "web")), talk.facts().searched());
    }

    @Test
    void theNameItselfFirst() {
        Resolving talk = found("a.b", "a.b.default.svc.cluster.local", "a.b.svc.cluster.local");
        assertEquals(
                List.of(new SearchedName("a.b", 1, 1, "a.b.svc.cluster.local")),
                talk.facts().searched());
    }

    @Test
    void aAndAaaaInParallelAreTwoSearchesOfOneName() {
        Resolving talk = new Resolving();
        for (String name : List.of("web.ns.svc.cluster.local", "web.svc.cluster.local", "web.cluster.local", "web")) {
            int code = name.equals("web") ? 0 : NXDOMAIN;
            int records = 1 - code / NXDOMAIN;
            talk.asks(40_000, Dns.query(id, name, A)).asks(40_000, Dns.query(id + 1, name, AAAA));
            talk.answers(40_000, Dns.answer(id, name, A).code(code).records(records));
            talk.answers(40_000, Dns.answer(id + 1, name, AAAA).code(code));
            id += 2;
        }
        assertEquals(List.of(new SearchedName("web", 2, 6, "web")), talk.facts().searched());
    }

    @Test
    void aNameThatIsNowhereFailsOnce() {
        Resolving talk = new Resolving();
        for (String name : List.of("web.ns.svc.cluster.local", "web.svc.cluster.local", "web.cluster.local", "web")) {
            talk.lookup(id++, name, A, NXDOMAIN, 0);
        }
        assertEquals(3, searchCaused(talk));
        assertEquals(1, talk.onlyServer().count(Outcome.NxDomain));
        assertEquals(List.of(new SearchedName("web", 1, 3, "")), talk.facts().searched());
        assertEquals("web A NXDOMAIN 1", talk.told().getFirst());
    }

    @Test
    void namesWithOnlyACommonFirstLabelAreNoSearch() {
        Resolving talk = found("www.one.example", "www.two.example", "www.three.test");
        assertEquals(List.of(), talk.facts().searched());
        assertEquals(2, talk.onlyServer().count(Outcome.NxDomain));
    }

    @Test
    void aLookupAfterAFoundNameIsNoSearch() {
        Resolving talk = new Resolving().lookup(1, "web.example.com", A, 0, 1).lookup(2, "web.com", A, NXDOMAIN, 0);
        assertEquals(List.of(), talk.facts().searched());
    }

    @Test
    void aMuchLaterStepIsAnotherLookup() {
        Resolving talk = new Resolving()
                .lookup(1, "web.ns.svc.cluster.local", A, NXDOMAIN, 0)
                .after(60_000_000)
                .lookup(2, "web", A, 0, 1);
        assertEquals(List.of(), talk.facts().searched());
    }

    @Test
    void aStepOfASearchThatWasFoundBeforeIsOne() {
        Resolving talk = found("db.store.default.svc.corp", "db.store.svc.corp").after(60_000_000);
        talk.lookup(id++, "db.store.default.svc.corp", A, NXDOMAIN, 0);
        assertEquals(0, talk.onlyServer().count(Outcome.NxDomain));
        assertEquals(2, searchCaused(talk));
    }

    @Test
    void theMeantNameIsFoundFromTwoNames() {
        assertEquals("a.b", Suffixes.meant("a.b.x.y", "a.b.y"));
        assertEquals("a.b", Suffixes.meant("a.b.x.y", "a.b"));
        assertEquals("a.b", Suffixes.meant("a.b", "A.b.x".toLowerCase(java.util.Locale.ROOT)));
        assertEquals("", Suffixes.meant("a.b.xy", "a.b.y"));
        assertEquals("", Suffixes.meant("ab.x.y", "a.y"));
        assertEquals("", Suffixes.meant("x.y", "z.y"));
        assertEquals("", Suffixes.meant(".", "com"));
    }
}
