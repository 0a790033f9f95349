package io.nettools.analyser.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsInRequestsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a?token=SECRET HTTP/1.1\r\n\r\n",
                "GET http://u:SECRET@h/a HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /a HTTP/1.1\r\nAuthorization: Bearer SECRET\r\nCookie: SECRET\r\n\r\n",
                "POST /login HTTP/1.1\r\nContent-Length: 15\r\n\r\npassword=SECRET",
                "AUTH SECRET\r\n",
                "GET SECRET\r\n",
                "LOGIN 200 SECRET\r\n"
            })
    void secretsReachNoPartOfTheReport(String payload) {
        Report report = new Talk(Capture.of(Capture.RAW), 8080)
                .handshake()
                .asks(payload)
                .capture()
                .report();
        assertEquals(4, report.extent().packets());
        assertFalse(report.toString().contains("SECRET"), report::toString);
    }
}
