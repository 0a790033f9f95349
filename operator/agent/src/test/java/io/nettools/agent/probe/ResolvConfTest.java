package io.nettools.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Host;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ResolvConfTest {
    /** As the kubelet writes it. */
    private static final ResolvConf POD = ResolvConf.parse(
            """
            search shop.svc.cluster.local svc.cluster.local cluster.local
            nameserver 10.96.0.10
            options ndots:5
            """);

    @Test
    void aShortNameIsTriedWithTheDomainsFirst() {
        assertEquals(Optional.of("10.96.0.10"), POD.server());
        assertEquals(
                List.of("web.shop.svc.cluster.local.", "web.svc.cluster.local.", "web.cluster.local.", "web."),
                POD.candidates("web"));
    }

    @Test
    void aNameWithEnoughDotsIsTriedAsItIsFirst() {
        assertEquals("a.b.c.d.e.f.", POD.candidates("a.b.c.d.e.f").getFirst());
        assertEquals(
                "web.test.", ResolvConf.parse("search a").candidates("web.test").getFirst());
    }

    @Test
    void anAbsoluteNameIsTriedAlone() {
        assertEquals(List.of("web.test."), POD.candidates("web.test."));
    }

    @Test
    void theFirstServerAndTheLastSearchListCount() {
        ResolvConf conf =
                ResolvConf.parse("nameserver 10.0.0.1\nnameserver 10.0.0.2\nsearch a b\nsearch c.\n# x\n; y\n");
        assertEquals(new ResolvConf(Optional.of("10.0.0.1"), List.of("c"), 1), conf);
    }

    @Property
    void noTextOfThePodBecomesAnOption(@ForAll @From("files") String text) {
        ResolvConf conf = ResolvConf.parse(text);
        conf.server().ifPresent(server -> assertTrue(new Host(server).address()));
        assertTrue(conf.candidates("web").size() <= 9);
        conf.candidates("web").forEach(name -> assertTrue(name.matches("web[A-Za-z0-9.-]*\\."), name));
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(
                        "nameserver ",
                        "search ",
                        "options ",
                        "domain ",
                        "ndots:99999999999",
                        "ndots:3",
                        "-f",
                        "@x",
                        "10.0.0.1",
                        "a.b",
                        "\n",
                        " ",
                        "\t",
                        "\0",
                        "\u00e9")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join("", words));
    }
}
