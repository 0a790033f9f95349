package io.nettools.controller.metrics;

import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.trace.Trace;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The operator's counters and histograms, of this process alone. Labels have values of closed lists: never a name of a
 * trace, a pod or a namespace, which tenants could make without end and nobody else should read.
 */
public final class Metrics {
    /** What there is to scrape has this media type. */
    public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    /** The code of a request that got no answer, as in client-go. */
    private static final String NO_ANSWER = "<error>";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Admissions admissions = new Admissions();

    private final Counter finished = counter(
            "networktrace_traces_finished_total", "Traces that finished, by state and reason.", "state", "reason");
    private final Counter ended = counter(
            "networktrace_targets_ended_total",
            "Targets and peers of traces that ended, by reason. AnalyserFailed: captured, and not analysed.",
            "reason");
    private final Histogram attach = histogram(
            "networktrace_attach_duration_seconds",
            "Time from the admission of a trace until all of its captures ran.",
            0.5,
            1,
            1.5,
            2,
            3,
            5,
            10,
            30,
            60,
            120);
    private final Counter captured =
            counter("networktrace_packets_captured_total", "Packets of the traces' targets that were captured.");
    private final Counter lost = counter(
            "networktrace_packets_lost_total",
            "Packets of the traces' targets that passed the filter and were not captured.");
    private final Histogram reconcile = histogram(
            "networktrace_reconcile_duration_seconds",
            "Duration of a turn of the loop.",
            0.001,
            0.01,
            0.05,
            0.1,
            0.5,
            1,
            5,
            30);
    private final Counter failures = counter(
            "networktrace_reconcile_errors_total",
            "Turns of the loop that ended with an error and are tried again, conflicts included.");
    private final Counter requests = counter(
            "networktrace_api_requests_total",
            "Requests to the API server, by verb, resource and HTTP status; <error> without an answer.",
            "verb",
            "resource",
            "code");
    private final Histogram latency = Histogram.builder()
            .name("networktrace_api_request_duration_seconds")
            .help("Time until the head of the API server's answer.")
            .labelNames("verb", "resource")
            .classicOnly()
            .classicUpperBounds(0.01, 0.05, 0.25, 1, 5, 30)
            .withoutExemplars()
            .register(registry);
    private final Counter swept = counter(
            "networktrace_trace_pods_swept_total", "Trace pods that were removed because their trace was gone.");

    /** @param version of the operator; empty if it is not known */
    public Metrics(String version) {
        Info.builder()
                .name("networktrace_build_info")
                .help("Version of the operator; always 1.")
                .labelNames("version")
                .register(registry)
                .addLabelValues(version.isEmpty() ? "unknown" : version);
        // a counter that appears with its first increment hides that increment from increase()
        Stream.of(Reason.values()).filter(Reason::terminal).forEach(reason -> {
            finished.initLabelValues(reason.kind().name(), reason.name());
            ended.initLabelValues(reason.name());
        });
    }

    /** Counts a request to the API server. */
    public void requested(ApiCall call, OptionalInt code, Duration took) {
        requests.labelValues(call.verb(), call.resource(), code(code)).inc();
        latency.labelValues(call.verb(), call.resource()).observe(seconds(took));
    }

    /** The status of RFC 9110; whatever else a server writes there is one value. */
    private static String code(OptionalInt code) {
        if (code.isEmpty()) {
            return NO_ANSWER;
        }
        int status = code.getAsInt();
        return status >= 100 && status < 600 ? Integer.toString(status) : ApiCall.OTHER;
    }

    /** Counts a turn of the loop. */
    public void turned(Duration took, boolean failed) {
        reconcile.observe(seconds(took));
        if (failed) {
            failures.inc();
        }
    }

    /** Counts what a status that was written says for the first time. */
    public void wrote(Trace before, Status after) {
        Steps steps = Steps.between(before.status(), after);
        admissions.see(before.identity().uid(), steps).ifPresent(took -> attach.observe(seconds(took)));
        steps.ended().forEach(reason -> ended.labelValues(reason.name()).inc());
        steps.finished().ifPresent(reason -> finished.labelValues(reason.kind().name(), reason.name())
                .inc());
        captured.inc(steps.captured());
        lost.inc(steps.lost());
    }

    /** Counts a trace pod that was removed because its trace was gone. */
    public void sweptPod() {
        swept.inc();
    }

    /** What Prometheus reads. */
    public byte[] page(boolean leads, Optional<Holdings> holdings) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            List<MetricSnapshot> all = Stream.of(
                            registry.scrape().stream(),
                            Gauges.of(leads, holdings).stream(),
                            ProcessFigures.now().metrics().stream())
                    .flatMap(Function.identity())
                    .toList();
            writer.write(text, new MetricSnapshots(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private Histogram histogram(String name, String help, double... bounds) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
