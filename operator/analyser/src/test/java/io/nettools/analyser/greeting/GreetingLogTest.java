package io.nettools.analyser.greeting;

import static io.nettools.analyser.wire.Tls.alert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Ends that speak different protocols are found, and those that speak the same are left alone. */
class GreetingLogTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: web\r\n\r\n";
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String SETTINGS = "\0\0\6\4\0\0\0\0\0\0\3\0\0\0\144";
    private static final String GOAWAY = "\0\0\10\7\0\0\0\0\0\0\0\0\0\0\0\0\1";
    private static final String SSH = "SSH-2.0-OpenSSH_9.9\r\n";
    private static final String MYSQL = "\112\0\0\0\n8.0.36\0\10\0\0\0";

    private static Talk open() {
        return new Talk().handshake();
    }

    private static String headline(Talk talk) {
        String summary = talk.capture().report().summary();
        return summary.contains(", the client ") ? summary.substring(0, summary.indexOf(" (")) : "";
    }

    private static List<String> codes(Talk talk) {
        return talk.capture().report().findings().stream().map(Finding::code).toList();
    }

    @Test
    void theServersProtocolIsNamed() {
        Map<String, String> answers = Map.of(
                SSH,
                "SSH",
                MYSQL,
                "MySQL",
                SETTINGS,
                "HTTP/2",
                GOAWAY,
                "HTTP/2",
                "220 mail ESMTP Postfix\r\n",
                "SMTP",
                "220 (vsFTPd 3.0.5)\r\n",
                "FTP",
                "220 ready\r\n",
                "SMTP or FTP",
                "* OK Dovecot ready\r\n",
                "IMAP",
                "-ERR wrong number of arguments for 'get' command\r\n",
                "Redis",
                "AMQP\0\0\11\1",
                "AMQP");
        answers.forEach((answer, name) -> assertEquals(
                "10.0.0.2:9000 speaks " + name + ", the client HTTP",
                headline(open().asks(GET).answers(answer))));
    }

    @Test
    void aServerThatGreetsFirstIsKnownAsWell() {
        assertEquals(
                "10.0.0.2:9000 speaks SSH, the client HTTP",
                headline(open().answers(SSH).asks(GET)));
        assertEquals(
                "10.0.0.2:9000 speaks SMTP, the client SSH",
                headline(open().answers("220 x ESMTP\r\n").asks(SSH)));
    }

    @Test
    void http2ToAServerForHttp1() {
        assertEquals(
                "10.0.0.2:9000 speaks HTTP/1, the client HTTP/2",
                headline(open().asks(PREFACE).answers("HTTP/1.1 505 HTTP Version Not Supported\r\n\r\n")));
    }

    @Test
    void http2WithoutTlsToAPortForTls() {
        assertEquals(
                List.of("PlainTextOnTlsPort"),
                codes(open().asks(PREFACE).answers(alert(2, 70)).serverEnds()));
        String page = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
        assertEquals(
                List.of("PlainTextOnTlsPort"),
                codes(open().asks(PREFACE).answers(page).serverEnds()));
    }

    @Test
    void theSameProtocolAtBothEndsIsHealthy() {
        List<Talk> healthy = List.of(
                open().answers(SSH).asks(SSH),
                open().asks(SSH).answers(SSH),
                open().asks(PREFACE).answers(SETTINGS),
                open().asks(GET).answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                open().asks(GET).answers("<html>hello</html>").serverEnds(),
                open().answers("220 mail ESMTP\r\n").asks("EHLO client\r\n"),
                open().answers(MYSQL).asks("\40\0\0\1login"),
                open().asks("GET name\r\n").answers("-ERR unknown command\r\n"),
                open().asks("CONNECT web:22 HTTP/1.1\r\n\r\n")
                        .answers("HTTP/1.1 200 OK\r\n\r\n")
                        .answers(SSH));
        healthy.forEach(talk -> assertEquals("", headline(talk)));
    }

    @Test
    void bytesThatAreMissingBetweenTheTwoProveNothing() {
        assertEquals("", headline(open().asks(GET).serverMissed(10).answers(SSH)));
        assertEquals("", headline(open().clientMissed(10).asks(GET).answers(SSH)));
        assertEquals("", headline(open().answers(SSH).clientMissed(30).asks(GET)));
        assertEquals(
                "",
                headline(new Talk(Capture.cutAt(40, Capture.RAW), 40_000)
                        .handshake()
                        .asks(GET)
                        .answers(SSH)));
    }

    @Test
    void allConnectionsOfOneServerAreOneFinding() {
        Capture capture = Capture.of(Capture.RAW);
        for (int port = 1000; port < 1300; port++) {
            new Talk(capture, port).handshake().asks(GET).answers(SSH).serverEnds();
        }
        Report report = capture.report();
        assertTrue(report.summary().contains("(300 of 300)"), report::summary);
        assertEquals(1, report.findings().size(), () -> report.findings().toString());
    }

    @Property(tries = 300)
    void noBytesEndInAnException(@ForAll String asked, @ForAll String answered) {
        open().asks(asked).answers(answered).capture().report();
    }
}
