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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProbeCheckTest {
    private static final Duration CAPTURE = Duration.ofSeconds(30);
    private static final List<String> OWN = List.of("10.0.0.7", "fd00::7");

    @Test
    void eachKindPasses() {
        for (Request request : List.of(
                new Tcp("web.default.svc", 80),
                new Http("https://10.96.0.20/health?deep=1", 200, 399, false),
                new Dns("_http._tcp.web", "SRV", ""),
                new Dns("web", "A", "10.96.0.10"),
                new Icmp("fd00::1"))) {
            assertEquals(Optional.empty(), ProbeCheck.complaint(once(request), CAPTURE, Duration.ZERO));
        }
    }

    @Test
    void whatIsWrittenWronglyIsNamedWithWhatToWrite() {
        complains(
                new Tcp("-o", 80),
                "spec.probe.tcp.host is neither a name nor an address: write one such as web.default.svc");
        complains(new Icmp("127.1"), "spec.probe.icmp.host is neither a name nor an address");
        complains(
                new Http("http://a@b/", 200, 399, false),
                "spec.probe.http.url is not a URL that can be requested: write one");
        complains(new Dns("a..b", "A", ""), "spec.probe.dns.name is not a domain name: write one such as");
        complains(new Dns("+short", "A", ""), "spec.probe.dns.name is not a domain name");
        complains(
                new Dns("web", "A", "dns.example"),
                "spec.probe.dns.server is not an address: write one such as 10.96.0.10");
    }

    @Test
    void theLastRequestMustEndWithinTheCapture() {
        Probe ten = new Probe(From.Pod, new Icmp("10.0.0.1"), 10, 1_000);
        assertEquals(Optional.empty(), ProbeCheck.complaint(ten, Duration.ofSeconds(14), Duration.ZERO));
        assertEquals(
                Optional.of("spec.probe may take 14s (each request up to 5s), which is more than spec.duration: "
                        + "write duration: 14s or more, or a smaller count or interval"),
                ProbeCheck.complaint(ten, Duration.ofMillis(13_999), Duration.ZERO));
        complains(new Icmp("10.0.0.1"), Duration.ofSeconds(4), "write duration: 5s or more");
    }

    /** Whoever does what the sentence says is not told again. */
    @Property
    void theDurationThatIsToldSuffices(
            @ForAll @IntRange(min = 1, max = 10) int count, @ForAll @IntRange(min = 100, max = 10_000) int interval) {
        Probe probe = new Probe(From.Pod, new Icmp("10.0.0.1"), count, interval);
        String told = ProbeCheck.complaint(probe, Duration.ofSeconds(1), Duration.ZERO)
                .orElseThrow();
        String seconds = told.substring(told.indexOf("duration: ") + 10, told.indexOf("s or more"));
        String last = seconds.substring(seconds.lastIndexOf(' ') + 1);
        assertEquals(
                Optional.empty(), ProbeCheck.complaint(probe, Duration.ofSeconds(Long.parseLong(last)), Duration.ZERO));
    }

    @Test
    void fromTheNodeOnlyThePodIsAsked() {
        assertEquals(Optional.empty(), fromNode(new Tcp("10.0.0.7", 80)));
        assertEquals(Optional.empty(), fromNode(new Http("http://[FD00:0::7]:8080/", 200, 399, false)));
        assertEquals(Optional.empty(), fromNode(new Dns("web", "A", "10.0.0.7")));
        for (Request foreign : List.of(
                new Tcp("10.0.0.8", 80),
                new Tcp("web", 80),
                new Http("http://169.254.169.254/", 200, 399, false),
                new Dns("web", "A", ""),
                new Icmp("127.0.0.1"))) {
            assertEquals(
                    Optional.of("spec.probe is from: Node, which may send requests only to the target pod: write one of"
                            + " the addresses of pod web (10.0.0.7, fd00::7), or from: Pod"),
                    fromNode(foreign));
        }
    }

    @Test
    void aPodAtEitherEndIsMadeToAskAnybody() {
        Probe other = once(new Tcp("10.0.0.8", 80));
        assertEquals(Optional.empty(), ProbeCheck.complaint(other, "web", OWN));
        assertEquals(Optional.empty(), ProbeCheck.complaint(other.madeFrom(From.Peer), "web", OWN));
        assertTrue(ProbeCheck.complaint(other.madeFrom(From.Node), "web", OWN).isPresent());
    }

    private static Optional<String> fromNode(Request request) {
        return ProbeCheck.complaint(new Probe(From.Node, request, 1, 1_000), "web", OWN);
    }

    private static Probe once(Request request) {
        return new Probe(From.Pod, request, 1, 1_000);
    }

    private static void complains(Request request, String words) {
        complains(request, CAPTURE, words);
    }

    private static void complains(Request request, Duration capture, String words) {
        String said =
                ProbeCheck.complaint(once(request), capture, Duration.ZERO).orElse("nothing");
        assertTrue(said.contains(words), said);
    }

    @Test
    void theOtherEndIsWaitedFor() {
        Probe once = once(new Tcp("10.0.0.1", 80));
        assertEquals(Optional.empty(), ProbeCheck.complaint(once, Duration.ofSeconds(7), Duration.ofSeconds(2)));
        String told = ProbeCheck.complaint(once, Duration.ofSeconds(6), Duration.ofSeconds(2))
                .orElseThrow();
        assertTrue(told.contains("write duration: 7s or more"), told);
    }
}
