package io.nettools.planner.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.Dns;
import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.order.Probe.Http;
import io.nettools.analyser.order.Probe.Icmp;
import io.nettools.analyser.order.Probe.Request;
import io.nettools.analyser.order.Probe.Tcp;
import io.nettools.planner.filter.FilterCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeFilterTest {
    private static final List<Request> REQUESTS = List.of(
            new Tcp("10.96.0.20", 8080),
            new Tcp("web.default.svc", 80),
            new Tcp("fd00::1", 443),
            new Http("http://[fd00::1]:8080/", 200, 399, false),
            new Http("https://web/", 200, 399, false),
            new Dns("web", "A", ""),
            new Dns("web", "A", "fd00::a"),
            new Icmp("10.96.0.20"),
            new Icmp("web"));

    @Test
    void anAddressIsLookedAtAloneAndANameWithItsLookUp() {
        assertTrue(of(new Tcp("10.96.0.20", 8080)).startsWith("(host 10.96.0.20 and tcp port 8080) or icmp["));
        assertTrue(of(new Http("https://web/", 200, 399, false)).startsWith("tcp port 443 or port 53 or icmp["));
        assertEquals("port 53", of(new Dns("web", "A", "")));
        assertEquals("host 10.96.0.10 and port 53", of(new Dns("web", "A", "10.96.0.10")));
        assertEquals("icmp or icmp6", of(new Icmp("10.96.0.20")));
        assertEquals("icmp or icmp6 or port 53", of(new Icmp("web")));
    }

    @Test
    void eachPassesTheCheckOfWhatUsersWrite() {
        REQUESTS.forEach(
                request -> assertEquals(Optional.empty(), FilterCheck.complaint(of(request)), () -> of(request)));
    }

    @Test
    void tcpdumpCompilesEach() throws Exception {
        for (Request request : REQUESTS) {
            compiles(of(request));
        }
    }

    private static void compiles(String filter) throws IOException, InterruptedException {
        Process tcpdump = new ProcessBuilder("tcpdump", "-y", "LINUX_SLL2", "-d", filter)
                .redirectErrorStream(true)
                .start();
        String said = new String(tcpdump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tcpdump.waitFor(), () -> filter + " -> " + said);
    }

    private static String of(Request request) {
        return ProbeFilter.of(new Probe(From.Pod, request, 1, 1_000));
    }
}
