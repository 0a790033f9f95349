package io.nettools.controller.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes the API server's answers through a {@link Sieve} before the client holds them, because the client reads each
 * answer into one array of any size. Watches bring one object at a time, and pass unchanged.
 */
public final class Intake implements Interceptor {
    private final ObjectMapper mapper = new ObjectMapper(ApiJson.factory());

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        boolean read = "GET".equals(request.method())
                && !String.valueOf(request.uri().getQuery()).contains("watch=true");
        return read
                ? Diet.of(request.uri().getPath())
                        .map(diet -> (AsyncBody.Consumer<List<ByteBuffer>>) new Sieving(consumer, sieve(diet)))
                        .orElse(consumer)
                : consumer;
    }

    private Sieve sieve(Diet diet) {
        try {
            return new Sieve(mapper, diet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sieves one answer. An answer that does not begin as a JSON object, such as the page of a proxy, passes unchanged.
     */
    private static final class Sieving implements AsyncBody.Consumer<List<ByteBuffer>> {
        private final AsyncBody.Consumer<List<ByteBuffer>> next;
        private final Sieve sieve;
        private boolean begun;
        private boolean json;

        Sieving(AsyncBody.Consumer<List<ByteBuffer>> next, Sieve sieve) {
            this.next = next;
            this.sieve = sieve;
        }

        @Override
        public void consume(List<ByteBuffer> bytes, AsyncBody body) throws Exception {
            List<ByteBuffer> passed = new ArrayList<>();
            for (ByteBuffer some : bytes) {
                passed.add(passed(some));
            }
            next.consume(passed, body);
        }

        private ByteBuffer passed(ByteBuffer bytes) throws IOException {
            if (!begun && bytes.hasRemaining()) {
                begun = true;
                json = bytes.get(bytes.position()) == '{';
            }
            return json ? ByteBuffer.wrap(sieved(bytes)) : bytes;
        }

        /**
         * The sieved bytes. For an exception of the JSON library the informer would stop, since it takes it as an
         * object that can never be read; so an IOException replaces it.
         */
        private byte[] sieved(ByteBuffer bytes) throws IOException {
            try {
                return sieve.pass(bytes);
            } catch (JsonProcessingException e) {
                throw new IOException("a response of the API server is not JSON: "
                        + e.getClass().getSimpleName());
            }
        }

        @Override
        public <U> U unwrap(Class<U> target) {
            return next.unwrap(target);
        }
    }
}
