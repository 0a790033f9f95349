package io.nettools.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Debian's Prometheus on the test machine, which scrapes the operator's pods every second and has the shipped rules. */
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RULES = Shell.ROOT.resolve("deploy/monitoring/91-prometheusrule-operator.yaml");
    private static final String CONFIG =
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
            rule_files: [rules.yaml]
            scrape_configs:
            - job_name: networktrace-operator
              static_configs: [{targets: [%s]}]
            """;

    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param folder for its files */
    static Prometheus scraping(Path folder, List<Pod> pods) throws IOException {
        String targets = pods.stream()
                .map(pod -> "'" + pod.getStatus().getPodIP() + ":8080'")
                .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("prometheus.yaml"), CONFIG.formatted(targets));
        Files.writeString(folder.resolve("rules.yaml"), rules().toString());
        int port = freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yaml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, port);
        await("Prometheus to be ready").atMost(Duration.ofSeconds(30)).until(prometheus::ready);
        return prometheus;
    }

    /** The spec of the PrometheusRule, which is what prometheus-operator makes a rule file of. */
    static JsonNode rules() throws IOException {
        return new YAMLMapper().readTree(RULES.toFile()).path("spec");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean ready() {
        try {
            return connection("/-/ready").getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** The values of an expression, without their labels; none while there is nothing. */
    List<Double> values(String expression) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        return StreamSupport.stream(answer.at("/data/result").spliterator(), false)
                .map(sample -> sample.at("/value/1").asDouble())
                .toList();
    }

    /** The names of the alerts that fire. */
    List<String> firing() {
        return StreamSupport.stream(get("/api/v1/alerts").at("/data/alerts").spliterator(), false)
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .map(alert -> alert.at("/labels/alertname").asText())
                .toList();
    }

    /** What its rules say of themselves: {@code ok} of each that can be evaluated. */
    List<String> healthOfRules() {
        return StreamSupport.stream(get("/api/v1/rules").at("/data/groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .map(rule -> rule.path("health").asText())
                .toList();
    }

    private JsonNode get(String path) {
        try (var body = connection(path).getInputStream()) {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpURLConnection connection(String path) throws IOException {
        return (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
