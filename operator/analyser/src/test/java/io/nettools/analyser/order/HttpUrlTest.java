package io.nettools.analyser.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.redaction.Paths;
import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://10.96.0.20, 10.96.0.20, 80, http://10.96.0.20",
        "https://web.default.svc/, web.default.svc, 443, https://web.default.svc/",
        "http://web:8080/a/b?token=secret, web, 8080, http://web:8080/a/b?...",
        "https://[fd00::1]:8443/a;jsessionid=7?x=y, fd00::1, 8443, https://[fd00::1]:8443/a;...",
        "http://web?x=y, web, 80, http://web?...",
    })
    void aUrlIsTakenApartAndShownWithoutItsQuery(String text, String host, int port, String shown) {
        HttpUrl url = HttpUrl.parse(text).orElseThrow();
        assertEquals(host, url.host().text());
        assertEquals(port, url.port());
        assertEquals(
                shown,
                Requests.shown(new Probe.Http(text, 200, 399, false), Paths.Shown)
                        .replaceFirst("^GET ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "web",
                "ftp://web/",
                "file:///etc/passwd",
                "http://",
                "http://user:word@web/",
                "http://web:0/",
                "http://web:65536/",
                "http://web/#a",
                "http://web/a b",
                "http://[web]/",
                "http://fd00::1/",
                "http://{a,b}/",
                "http://web/[1-9]\n",
                "HTTP://web/",
                "http://web/{a,b}",
                "http://web\\@other/",
                "http://-web/",
                "http://010.0.0.1/"
            })
    void whatProgramsReadDifferentlyIsNone(String text) {
        assertTrue(HttpUrl.parse(text).isEmpty());
    }

    /** What is checked here is what curl will ask: another parser finds the same host and port. */
    @Property
    void anotherParserReadsTheSame(@ForAll @Chars({'a', '1', '.', ':', '/', '?', '@', '#', '-', '%'}) String rest) {
        HttpUrl.parse("http://" + rest).filter(url -> !rest.contains("%")).ifPresent(url -> {
            URI other = URI.create("http://" + rest);
            assertEquals(other.getHost(), url.host().bracketed());
            assertEquals(other.getPort() < 0 ? 80 : other.getPort(), url.port());
        });
    }
}
