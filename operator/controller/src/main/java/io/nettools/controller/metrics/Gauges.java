package io.nettools.controller.metrics;

import io.nettools.planner.status.Reason;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gauges of one moment. A replica that stands by holds nothing, and has no such gauges rather than zeros: a zero would
 * say that it had looked.
 */
final class Gauges {
    private Gauges() {}

    static List<MetricSnapshot> of(boolean leads, Optional<Holdings> holdings) {
        Stream<MetricSnapshot> always = Stream.of(
                gauge("networktrace_leader", "Whether this replica leads (1) or stands by (0).", value(leads ? 1 : 0)));
        return Stream.concat(always, holdings.stream().flatMap(Gauges::of)).toList();
    }

    private static Stream<MetricSnapshot> of(Holdings held) {
        return Stream.of(
                gauge("networktrace_traces", "Traces in the cluster, by state and reason.", traces(held)),
                gauge(
                        "networktrace_queue_length",
                        "Traces that wait for a place.",
                        value(held.backlog().length())),
                gauge(
                        "networktrace_queue_oldest_wait_seconds",
                        "Age of the oldest trace that waits for a place; 0 when none waits.",
                        value(seconds(held.oldestWait()))),
                gauge("networktrace_trace_pods", "Trace pods in the cluster.", value((double) held.tracePods())),
                gauge(
                        "networktrace_trace_pods_outlived",
                        "Trace pods whose trace is gone or has let go of them.",
                        value((double) held.outlived())),
                gauge(
                        "networktrace_watch_age_seconds",
                        "Time since a watch of the API server received a byte, by what it watches: an event or a ping.",
                        watches(held)));
    }

    private static GaugeDataPointSnapshot[] traces(Holdings held) {
        return Stream.of(Reason.values())
                .map(reason -> GaugeDataPointSnapshot.builder()
                        .value(held.traces().getOrDefault(reason, 0L))
                        .labels(Labels.of("state", reason.kind().name(), "reason", reason.name()))
                        .build())
                .toArray(GaugeDataPointSnapshot[]::new);
    }

    private static GaugeDataPointSnapshot[] watches(Holdings held) {
        return held.watchAges().entrySet().stream()
                .map(watch -> GaugeDataPointSnapshot.builder()
                        .value(seconds(watch.getValue()))
                        .labels(Labels.of("watch", watch.getKey()))
                        .build())
                .toArray(GaugeDataPointSnapshot[]::new);
    }

    static GaugeDataPointSnapshot value(double value) {
        return GaugeDataPointSnapshot.builder().value(value).build();
    }

    static MetricSnapshot gauge(String name, String help, GaugeDataPointSnapshot... points) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        Stream.of(points).forEach(gauge::dataPoint);
        return gauge.build();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
