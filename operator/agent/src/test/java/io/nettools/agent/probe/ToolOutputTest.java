package io.nettools.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.target.Tool;
import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.HttpUrl;
import io.nettools.analyser.order.Probe.Http;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Output of curl 7.88, dig 9.18 and ping 20221126. */
class ToolOutputTest {
    private static final Http HTTP = new Http("http://web:8080/", 200, 399, false);

    private static final String FOUND =
            """
            ;; Got answer:
            ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 5904
            ;; flags: qr aa rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0

            ;; ANSWER SECTION:
            web.shop.svc.test.	0	IN	A	10.9.0.7

            ;; Query time: 571 usec
            ;; SERVER: 127.0.0.1#53(127.0.0.1) (UDP)
            """;

    @Test
    void aReplyIsReadFromDigsOutput() {
        Dig.Reply reply = Dig.reply(new Tool.Outcome(0, FOUND, ""), "A");
        assertEquals(new Dig.Reply(Outcome.Succeeded, "NOERROR", List.of("10.9.0.7"), OptionalLong.of(571)), reply);
    }

    @Test
    void anAnswerOfAnotherTypeIsNameNotFound() {
        assertEquals(
                Outcome.NameNotFound,
                Dig.reply(new Tool.Outcome(0, FOUND, ""), "AAAA").outcome());
    }

    @Test
    void aResponseCodeIsAnOutcome() {
        assertEquals(Outcome.NameNotFound, dig(0, FOUND.replace("NOERROR", "NXDOMAIN")));
        assertEquals(Outcome.Failed, dig(0, FOUND.replace("NOERROR", "SERVFAIL")));
        String none = ";; no servers could be reached\n";
        assertEquals(Outcome.Refused, dig(9, ";; communications error to 127.0.0.1#53: connection refused\n" + none));
        assertEquals(Outcome.TimedOut, dig(9, ";; communications error to 127.0.0.1#53: timed out\n" + none));
        assertEquals(
                Outcome.Unreachable,
                dig(9, ";; UDP setup with 10.1.1.1#53(10.1.1.1) for foo. failed: network unreachable.\n" + none));
        assertEquals(Outcome.TimedOut, dig(137, ""));
    }

    /** A server's answer has lines of its own, apart from dig's. */
    @Test
    void anAnswerThatImitatesDigsHeaderIsNotTheRcode() {
        String hostile = FOUND.replace("10.9.0.7", "\";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\"");
        assertEquals("NOERROR", Dig.reply(new Tool.Outcome(0, hostile, ""), "A").rcode());
    }

    @Test
    void aResponsesTimesAreThoseOfItsSteps() {
        Attempt attempt = curl(0, "200 0.001000 0.004000 0.009000 0.010500\n", "");
        assertEquals(
                new Attempt(Outcome.Succeeded, "200", Attempt.NOT_TAKEN, 1_000L, 3_000L, 5_000L, 10_500L, ""), attempt);
        Attempt plain = curl(0, "404 0.001000 0.000000 0.002500 0.002600\n", "");
        assertEquals(
                new Attempt(
                        Outcome.WrongStatus, "404", Attempt.NOT_TAKEN, 1_000L, Attempt.NOT_TAKEN, 1_500L, 2_600L, ""),
                plain);
    }

    @Test
    void aBodyThatIsTooLargeSucceeds() {
        assertEquals(
                Outcome.Succeeded,
                curl(63, "200 0.001 0.000 0.002 0.003\nMaximum file size exceeded", "")
                        .outcome());
    }

    @Test
    void theErrorOfConnectIsTheOutcome() {
        String figures =
                "000 0.000000 0.000000 0.000000 0.000106\nFailed to connect to web port 80 after 0 ms: Couldn't connect to server";
        assertEquals(
                Outcome.Refused,
                curl(7, figures, "* connect to 127.0.0.1 port 1 failed: Connection refused\n")
                        .outcome());
        assertEquals(
                Outcome.Unreachable,
                curl(7, figures, "* Immediate connect fail for 10.1.1.1: Network is unreachable\n")
                        .outcome());
        assertEquals(Outcome.Failed, curl(7, figures, "").outcome());
        assertEquals(Outcome.TimedOut, curl(28, figures, "").outcome());
        assertEquals(Outcome.TLSFailed, curl(60, figures, "").outcome());
        assertEquals(Outcome.TimedOut, curl(137, "", "").outcome());
    }

    /** The server may write any text into a header that -v shows. */
    @Test
    void anErrorTextInAHeaderIsNoErrorOfConnect() {
        Attempt attempt = curl(0, "200 0.001 0.000 0.002 0.003\n", "< X: Connection refused\n");
        assertEquals(Outcome.Succeeded, attempt.outcome());
    }

    @Test
    void aNameIsGivenToCurlWithItsAddress() {
        List<String> command = Curl.command(
                HTTP, HttpUrl.parse(HTTP.url()).orElseThrow(), new Host("fd00::7"), Duration.ofMillis(4_750));
        assertTrue(
                command.containsAll(List.of("--resolve", "web:8080:[fd00::7]", "--max-time", "4.750")),
                command::toString);
        assertEquals(HTTP.url(), command.getLast());
    }

    @Test
    void anEchoIsTimedByPing() {
        String answered =
                "PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.029 ms\n";
        assertEquals(29L, Ping.attempt(new Tool.Outcome(0, answered, "")).totalMicroseconds());
        String unreachable =
                "PING 10.9.0.99 (10.9.0.99) 56(84) bytes of data.\nFrom 10.9.0.7 icmp_seq=1 Destination Host Unreachable\n";
        Attempt nobody = Ping.attempt(new Tool.Outcome(1, unreachable, ""));
        assertEquals(Outcome.Unreachable, nobody.outcome());
        assertEquals("Destination Host Unreachable", nobody.message());
        String silent = "1 packets transmitted, 0 received, 100% packet loss, time 0ms\n";
        assertEquals(
                Outcome.TimedOut, Ping.attempt(new Tool.Outcome(1, silent, "")).outcome());
        assertEquals(
                Outcome.Unreachable,
                Ping.attempt(new Tool.Outcome(2, "", "ping: connect: Network is unreachable\n"))
                        .outcome());
    }

    @Test
    void aConnectionIsTimedByItself() {
        assertEquals(153L, Connect.attempt(new Tool.Outcome(0, "153 OK\n", "")).connectMicroseconds());
        assertEquals(
                Outcome.Refused,
                Connect.attempt(new Tool.Outcome(0, "153 ECONNREFUSED\n", "")).outcome());
        assertEquals(
                Outcome.TimedOut,
                Connect.attempt(new Tool.Outcome(0, "5005012 EAGAIN\n", "")).outcome());
    }

    @Property
    void anyOutputIsReadWithoutSuccessOrException(@ForAll String output, @ForAll String errors, @ForAll int exit) {
        Tool.Outcome tool = new Tool.Outcome(exit, output, errors);
        assertNotEquals(Outcome.Succeeded, Curl.attempt(HTTP, tool).outcome());
        assertNotEquals(Outcome.Succeeded, Connect.attempt(tool).outcome());
        assertNotEquals(Outcome.Succeeded, Ping.attempt(tool).outcome());
        assertNotEquals(Outcome.Succeeded, Dig.reply(tool, "A").outcome());
    }

    private static Outcome dig(int exit, String output) {
        return Dig.reply(new Tool.Outcome(exit, output, ""), "A").outcome();
    }

    private static Attempt curl(int exit, String output, String errors) {
        return Curl.attempt(HTTP, new Tool.Outcome(exit, output, errors));
    }
}
