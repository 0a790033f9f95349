package io.nettools.planner.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each address of the cluster carries its name. */
class NamesTest {
    private static final Names NAMES = Names.of(
            Map.of(
                    "10.96.1.1", new Owner.ClusterIp("shop", "web"),
                    "10.244.2.4", new Owner.Pod("shop", "server", "node-2", Optional.empty()),
                    "10.244.1.9", new Owner.Pod("bank", "vault", "node-1", Optional.empty()),
                    "10.96.0.10", new Owner.ClusterIp("kube-system", "kube-dns"),
                    "10.96.0.1", new Owner.ApiServer(),
                    "192.168.1.4", new Owner.Node("node-1"),
                    "198.51.100.7", new Owner.Outside(),
                    "10.244.3.3", new Owner.AnotherNamespace(),
                    "fd00::7", new Owner.AnotherNode()),
            "shop");

    @ParameterizedTest
    @CsvSource({
        "10.96.1.1:80, service/web",
        "10.244.2.4:8080, pod server on node-2",
        "10.244.1.9, pod bank/vault on node-1",
        "10.96.0.10:53, kube-system/kube-dns",
        "10.96.0.1:443, the API server",
        "192.168.1.4:10250, node-1",
        "198.51.100.7:443, outside the cluster",
        "10.244.3.3:80, another namespace",
        "[fd00::7]:80, another node",
        "fd00::7, another node",
        "10.96.1.2:80, ''",
        "shop, ''"
    })
    void anEndHasItsName(String end, String name) {
        assertEquals(name, NAMES.of(end));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.96.1.1:80 refuses connections | service/web (10.96.1.1:80) refuses connections",
                "Nothing listens at 10.244.2.4:8080. | Nothing listens at pod server on node-2 (10.244.2.4:8080).",
                "from fd00::7 to [fd00::7]:80 | from another node (fd00::7) to [fd00::7]:80",
                "10.96.1.1:80 fails; 3 of 4 to 10.96.1.1:81 | service/web (10.96.1.1:80) fails; 3 of 4 to 10.96.1.1:81",
                "the server (10.96.1.1:80) is slow | the server (service/web, 10.96.1.1:80) is slow",
                "10.9.9.9:80 and 10.96.0.1 | 10.9.9.9:80 and the API server (10.96.0.1)",
                "http://10.96.1.1:80/ in 10.96.1.0/24 | http://10.96.1.1:80/ in 10.96.1.0/24"
            })
    void anAddressInASentenceGetsItsNameWhereItStandsFirst(String sentence, String named) {
        assertEquals(named, NAMES.named(sentence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.96.1.1:80 refuses connections",
                "the server (10.96.1.1:80) is slow",
                "10.244.2.4:8080 and 10.244.1.9"
            })
    void aSentenceWithNamesStaysAsItIs(String sentence) {
        String once = NAMES.named(sentence);
        assertEquals(once, NAMES.named(once));
    }

    @Test
    void aNameIsBoundedAndALongSentenceGetsNoMore() {
        String pod = String.join("-", Collections.nCopies(60, "abc"));
        Names one = Names.of(Map.of("10.0.0.1", new Owner.Pod(pod, pod, pod, Optional.empty())), "shop");
        assertTrue(one.named("10.0.0.1").length() < 200);
        String wide = "x".repeat(2000);
        assertEquals(wide + " service/web (10.96.1.1) and 10.244.2.4", NAMES.named(wide + " 10.96.1.1 and 10.244.2.4"));
    }

    @Test
    void namesThatAreKnownAlreadyWin() {
        Names first = new Names(Map.of("10.0.0.1", "a"));
        Names both = first.or(new Names(Map.of("10.0.0.1", "b", "10.0.0.2", "c")));
        assertEquals("a", both.of("10.0.0.1"));
        assertEquals("c", both.of("10.0.0.2"));
    }
}
