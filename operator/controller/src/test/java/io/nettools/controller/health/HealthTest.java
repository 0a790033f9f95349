package io.nettools.controller.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.client.ApiTraffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String METRICS = "networktrace_leader 1\n";
    private static final String HALF = "GET /healthz HTTP/1.1\r\nHost: o";

    private final List<String> ended = new ArrayList<>();
    private final Turns turns = new Turns((took, failed) -> ended.add(failed + " " + took.isPositive()));
    private final Vitals vitals = new Vitals(new ApiTraffic(), turns);
    private final Health health = new Health(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            () -> vitals.signs().notReady(),
            () -> vitals.signs().notAlive(),
            () -> METRICS.getBytes(StandardCharsets.US_ASCII));

    @BeforeEach
    void start() {
        health.start();
    }

    @AfterEach
    void stop() {
        health.stop();
    }

    @Test
    void readyzFailsWithTheReason() throws IOException {
        assertEquals("HTTP/1.1 200 OK|ok", ask("/healthz"));
        assertEquals("HTTP/1.1 503 Service Unavailable|the caches are not filled yet", ask("/readyz"));
    }

    @Test
    void metricsAreOnThePortOfTheProbes() throws IOException {
        assertEquals("HTTP/1.1 200 OK|" + METRICS.strip(), ask("/metrics"));
    }

    /** T13 for the health port: strangers begin requests and never end them. */
    @Test
    void twoHundredHalfRequestsDelayNoOther() throws IOException {
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket stranger = new Socket(InetAddress.getLoopbackAddress(), health.port());
                stranger.getOutputStream().write(HALF.getBytes(StandardCharsets.US_ASCII));
                strangers.add(stranger);
            }
            ask("/healthz"); // whatever the two hundred cost at first is paid
            long begin = System.nanoTime();
            assertEquals("HTTP/1.1 200 OK|ok", ask("/healthz"));
            assertTrue(System.nanoTime() - begin < SECOND.toNanos());
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void turnUnderWayIsSeenUntilItEnds() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<String> outcome = new AtomicReference<>("");
        Thread turn = Thread.ofVirtual()
                .start(() -> outcome.set(turns.during(() -> {
                    try {
                        end.await();
                        return "done";
                    } catch (InterruptedException e) {
                        return "interrupted";
                    }
                })));
        await("the turn").until(() -> turns.longest().isPositive());
        end.countDown();
        turn.join();
        assertEquals("done", outcome.get());
        assertEquals(Duration.ZERO, turns.longest());
    }

    @Test
    void aTurnThatThrowsHasFailed() {
        turns.during(() -> "done");
        assertThrows(
                IllegalStateException.class,
                () -> turns.during(() -> {
                    throw new IllegalStateException();
                }));
        assertEquals(List.of("false true", "true true"), ended);
    }

    /** First line and body of the answer. */
    private String ask(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), health.port())) {
            socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(10).toMillis()));
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: o\r\nConnection: close\r\n\r\n"
                            .formatted(path)
                            .getBytes(StandardCharsets.US_ASCII));
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines().findFirst().orElse("") + "|" + text.strip().replaceFirst("(?s).*\n", "");
        }
    }
}
