package io.nettools.controller.ops;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.picocontainer.Startable;

/** {@code /healthz}: the process answers. {@code /readyz}: the caches are filled and watched. */
public final class Health implements Startable {
    public static final int PORT = 8080;

    private final BooleanSupplier ready;
    private final AtomicReference<HttpServer> server = new AtomicReference<>();

    public Health(BooleanSupplier ready) {
        this.ready = ready;
    }

    /** Listens from now on.
     *
     * @throws UncheckedIOException when the port is taken
     */
    @Override
    public void start() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(PORT), 0);
            answer(fresh, "/healthz", () -> true);
            answer(fresh, "/readyz", ready);
            fresh.start();
            server.set(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + PORT + " for /healthz cannot be opened", e);
        }
    }

    @Override
    public void stop() {
        server.get().stop(0);
    }

    private static void answer(HttpServer server, String path, BooleanSupplier good) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean ok = good.getAsBoolean();
                byte[] text = (ok ? "ok\n" : "not yet\n").getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(
                        ok ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE, text.length);
                exchange.getResponseBody().write(text);
            }
        });
    }
}
