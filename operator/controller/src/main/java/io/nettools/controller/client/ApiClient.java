package io.nettools.controller.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.nettools.controller.intake.Intake;
import io.nettools.controller.ops.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Makes the client of the API server. Every wait has a limit: an idle watch is pinged, and a request, a TLS handshake
 * and a write have a deadline. The client itself repeats no request: each caller has a retry of its own, with a limit
 * for its pauses (decision 0016).
 */
public final class ApiClient {
    private ApiClient() {}

    /**
     * A client for the cluster in which the operator runs, or for that of KUBECONFIG.
     *
     * @param gate interceptor before each request
     * @param traffic records the client's traffic
     */
    public static KubernetesClient gated(Interceptor gate, ApiTraffic traffic) {
        return builder(new ConfigBuilder().build(), Timeouts.USUAL, traffic, gate)
                .build();
    }

    /**
     * A second client for the same cluster, with connections of its own, so that a problem of the watches' connections
     * does not cost the lease. It uses HTTP/1.1, where a request without an answer closes its connection; HTTP/2 does
     * so only when a ping fails.
     */
    public static KubernetesClient forTheLease(ApiTraffic traffic) {
        return builder(new ConfigBuilder().withHttp2Disable(true).build(), Timeouts.OF_THE_LEASE, traffic)
                .build();
    }

    /** A client for the server of a configuration, from which it takes address and credentials. */
    public static KubernetesClient of(Config address, Timeouts timeouts, ApiTraffic traffic) {
        return builder(address, timeouts, traffic).build();
    }

    /**
     * A builder with all interceptors. They are set all at once, because a later call would replace the earlier ones.
     */
    private static KubernetesClientBuilder builder(
            Config address, Timeouts timeouts, ApiTraffic traffic, Interceptor... more) {
        Config config = new ConfigBuilder(address)
                .withWebsocketPingInterval(timeouts.ping().toMillis())
                .withConnectionTimeout(millis(timeouts.connect()))
                .withRequestTimeout(millis(timeouts.list()))
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(millis(timeouts.firstPause()))
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new Impatient(timeouts, traffic))
                .withHttpClientBuilderConsumer(http -> Stream.concat(Stream.of(new Intake()), Stream.of(more))
                        .forEach(one ->
                                http.addOrReplaceInterceptor(one.getClass().getName(), one)))
                .withKubernetesSerialization(Json.serialization());
    }

    private static int millis(Duration time) {
        return Math.toIntExact(time.toMillis());
    }

    /**
     * Sets options that the client's own configuration lacks. On an open web socket the read and write timeouts do not
     * apply between messages.
     */
    private static final class Impatient extends OkHttpClientFactory {
        private final Timeouts timeouts;
        private final ApiTraffic traffic;

        Impatient(Timeouts timeouts, ApiTraffic traffic) {
            this.timeouts = timeouts;
            this.traffic = traffic;
        }

        @Override
        protected void additionalConfig(OkHttpClient.Builder builder) {
            builder.retryOnConnectionFailure(false)
                    .readTimeout(timeouts.answer())
                    .writeTimeout(timeouts.answer())
                    // HTTP/1.1 has no pings: a long idle connection could not be distinguished from a dead one
                    .connectionPool(new ConnectionPool(1, timeouts.ping().toMillis(), TimeUnit.MILLISECONDS))
                    .socketFactory(traffic.sockets(timeouts.answer()))
                    .addInterceptor(traffic.requests())
                    .addInterceptor(this::patientWithLists);
        }

        private Response patientWithLists(okhttp3.Interceptor.Chain chain) throws IOException {
            boolean page = chain.request().url().queryParameter("limit") != null;
            return (page ? chain.withReadTimeout(millis(timeouts.list()), TimeUnit.MILLISECONDS) : chain)
                    .proceed(chain.request());
        }
    }
}
