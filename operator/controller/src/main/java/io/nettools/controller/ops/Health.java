package io.nettools.controller.ops;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.picocontainer.Startable;

/** {@code /healthz}: the process answers. {@code /readyz}: the caches are filled and watched. */
public final class Health implements Startable {
    public static final int PORT = 8080;

    private final BooleanSupplier ready;
    private final HttpServer server;

    /** Listens from {@link #start} on.
     *
     * @throws UncheckedIOException when the port is taken
     */
    public Health(BooleanSupplier ready) {
        this.ready = ready;
        try {
            this.server = HttpServer.create(new InetSocketAddress(PORT), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + PORT + " for /healthz cannot be opened", e);
        }
    }

    @Override
    public void start() {
        answer("/healthz", () -> true);
        answer("/readyz", ready);
        server.start();
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void answer(String path, BooleanSupplier good) {
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
