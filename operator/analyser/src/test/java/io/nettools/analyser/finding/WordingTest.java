package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How numbers, times and ends are said. */
class WordingTest {
    private static final long NOON = 12L * 3600 * 1_000_000;

    @Test
    void spansHaveTheUnitThatFits() {
        assertEquals("0.0 ms", Wording.span(0));
        assertEquals("0.4 ms", Wording.span(400));
        assertEquals("9.9 ms", Wording.span(9_900));
        assertEquals("10 ms", Wording.span(10_000));
        assertEquals("999 ms", Wording.span(999_999));
        assertEquals("1.0 s", Wording.span(1_000_000));
        assertEquals("75.5 s", Wording.span(75_500_000));
    }

    @Test
    void oneIsSingular() {
        assertEquals("1 request", Wording.count(1, "request"));
        assertEquals("0 requests", Wording.count(0, "request"));
        assertEquals("1 retry", Wording.count(1, "retry", "retries"));
        assertEquals("2 retries", Wording.count(2, "retry", "retries"));
    }

    @Test
    void sharesBelowTenPercentHaveADecimal() {
        assertEquals("0.4 %", Wording.share(4, 1000));
        assertEquals("12 %", Wording.share(12, 100));
        assertEquals("0.0 %", Wording.share(0, 0));
    }

    @Test
    void timesBeforeTheEpochAreTimesOfDayToo() {
        assertEquals("12:00:00.250", Wording.time(NOON + 250_000));
        assertEquals("23:59:59.999", Wording.time(-1000));
    }

    @Test
    void clientsAreNamedOnceAndWithoutTheirPorts() {
        Clients clients = new Clients();
        assertEquals("", clients.text());
        clients.add("10.0.0.1:40000", NOON);
        clients.add("10.0.0.1:40001", NOON);
        clients.add("[fd00::1]:40000", NOON);
        assertEquals("from 10.0.0.1, fd00::1, at 12:00:00.000 UTC", clients.text());
    }

    @Test
    void fourClientsAreNamedAndOthersMentioned() {
        Clients clients = new Clients();
        for (int i = 1; i <= 4; i++) {
            clients.add("10.0.0." + i, NOON + i * 1_000_000L);
        }
        String four = "from 10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4";
        assertEquals(four + ", 12:00:01.000 to 12:00:04.000 UTC", clients.text());
        clients.add("10.0.0.2", NOON);
        assertEquals(four + ", 12:00:00.000 to 12:00:04.000 UTC", clients.text());
        clients.add("10.0.0.5", NOON);
        assertEquals(four + " and others, 12:00:00.000 to 12:00:04.000 UTC", clients.text());
    }

    @Test
    void theHostOfAnEndIsItsAddress() {
        assertEquals("10.0.0.1", Clients.host("10.0.0.1:80"));
        assertEquals("10.0.0.1", Clients.host("10.0.0.1"));
        assertEquals("fd00::1", Clients.host("[fd00::1]:80"));
        assertEquals("fd00::1", Clients.host("fd00::1"));
        assertEquals("", Clients.host("["));
    }
}
