package io.nettools.controller.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What every Prometheus client reports of its process, from proc_pid_status(5) and proc_pid_stat(5).
 *
 * @param residentBytes memory
 * @param cpuSeconds user and system time
 */
record ProcessFigures(double residentBytes, double cpuSeconds) {
    private static final Path SELF = Path.of("/proc/self");

    /** Clock ticks of a second, on every architecture (times(2)). */
    private static final double TICKS = 100;

    private static final int KIB = 1024;

    static ProcessFigures now() throws IOException {
        return of(Files.readString(SELF.resolve("status")), Files.readString(SELF.resolve("stat")));
    }

    static ProcessFigures of(String status, String stat) {
        double resident = status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElse(0);
        // the second field, the command in brackets, may have blanks
        String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessFigures(
                resident, (Double.parseDouble(fromThird[11]) + Double.parseDouble(fromThird[12])) / TICKS);
    }

    List<MetricSnapshot> metrics() {
        return List.of(
                Gauges.gauge("process_resident_memory_bytes", "Resident memory size.", Gauges.value(residentBytes)),
                CounterSnapshot.builder()
                        .name("process_cpu_seconds")
                        .help("User and system CPU time.")
                        .dataPoint(CounterDataPointSnapshot.builder()
                                .value(cpuSeconds)
                                .build())
                        .build());
    }
}
