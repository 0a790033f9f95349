package io.nettools.analyser.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.redaction.RequestTarget;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private static final RequestTarget PATH = RequestTarget.of("/a", false);

    private static Exchange begun(Exchange exchange) {
        return exchange.begin(Exchange.Version.Http1, "GET", PATH, 5);
    }

    /** A field that is left would tell of one request what happened to another. */
    @Test
    void oneThatBeginsAnewIsLikeANewOne() throws Exception {
        Exchange used = begun(new Exchange(Paths.Shown));
        used.isGrpc();
        used.at(1, 2, 3);
        used.askedUntil(4, 6);
        used.received(7);
        used.askedAgain(8);
        used.excuse();
        used.awaitsEvents();
        used.next(begun(new Exchange(Paths.Shown)));
        used.answer(500, 9);
        used.error("refused");
        assertEquals(fields(begun(new Exchange(Paths.Shown))), fields(begun(used)));
    }

    private static Map<String, Object> fields(Exchange exchange) throws Exception {
        Map<String, Object> fields = new TreeMap<>();
        for (Field field : Exchange.class.getDeclaredFields()) {
            field.setAccessible(true);
            fields.put(field.getName(), String.valueOf(field.get(exchange)));
        }
        return fields;
    }
}
