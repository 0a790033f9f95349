package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Flow.End;
import io.nettools.analyser.report.HttpExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static String of(String headline, long packets, HttpExchange... http) {
        return Summary.of(headline, packets, Map.of(End.Open, 3L), List.of(), http.length, List.of(http));
    }

    private static HttpExchange get(String path, int status) {
        return new HttpExchange(
                "10.0.0.1:40000",
                "10.0.0.2:80",
                "",
                "GET",
                path,
                status,
                "",
                status == 0 ? null : 1400L,
                "2026-03-01T10:00:06.679560Z");
    }

    @Test
    void withoutPacketsTheSummaryIsTheReason() {
        assertEquals("no packets", of("", 0));
        assertEquals("no packets on eth0", of("no packets on eth0", 0));
    }

    @Test
    void theHeadlineComesFirst() {
        assertEquals(
                "db:5432 refuses connections (12 of 12); 3 connections",
                of("db:5432 refuses connections (12 of 12)", 9));
    }

    @Test
    void healthyTrafficShowsItsFirstRequest() {
        assertEquals(
                "3 connections, 1 HTTP request (GET \"/hello.txt\" 200 in 1.4 ms)", of("", 9, get("/hello.txt", 200)));
    }

    @Test
    void trafficIsLeftOutBesideALongHeadline() {
        String headline = "x".repeat(90);
        assertEquals(headline, of(headline, 9, get("/", 200)));
        assertTrue(of("x".repeat(200), 9).endsWith("..."));
        assertEquals(Summary.LONGEST, of("x".repeat(200), 9).length());
    }

    @Test
    void aLongPathLeavesRoomForTheStatus() {
        String summary = of("", 9, get("/" + "a".repeat(100), 200));
        assertTrue(summary.endsWith("...\" 200 in 1.4 ms)"), summary);
        assertTrue(summary.length() <= Summary.LONGEST, summary);
    }
}
