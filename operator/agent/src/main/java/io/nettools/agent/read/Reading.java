package io.nettools.agent.read;

import com.fasterxml.jackson.core.type.TypeReference;
import io.nettools.agent.handover.DoneFile;
import io.nettools.agent.handover.Json;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Log;
import io.nettools.agent.handover.Termination;
import io.nettools.agent.read.CaptureProgress.End;
import io.nettools.analyser.Analyser;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.passage.Passages;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Follows the capture to its end, in whatever way it ends, and analyses what was captured. */
public final class Reading {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MAX_LINE = 4096;
    private static final TypeReference<Map<Integer, String>> INTERFACE_NAMES = new TypeReference<>() {};

    /**
     * Limit for reading the rest after the capture's end: two thirds of the time that the operator waits for the
     * result.
     */
    private static final Duration FINISH = Duration.ofSeconds(20);

    private final Order order;
    private final Layout layout;
    private final CaptureProgress progress;
    private final Yielding yielding = new Yielding();

    public Reading(Order order, Layout layout, Termination termination) {
        this(order, layout, termination::requested, FINISH);
    }

    Reading(Order order, Layout layout, BooleanSupplier terminated, Duration finish) {
        this.order = order;
        this.layout = layout;
        this.progress = new CaptureProgress(layout, terminated, Duration.ofMillis(order.startMillis()), finish);
    }

    public Report run() throws IOException {
        Report report = answer();
        Path entered = layout.entered();
        return Files.exists(entered) ? report.entering(Files.readString(entered)) : report;
    }

    private Report answer() throws IOException {
        End end = awaitFile();
        if (!Files.exists(layout.capture())) {
            Log.decision("read", end.name(), "");
            return withNote(Report.nothing(), end.note());
        }
        Analyser analyser = new Analyser(order.capture().excerpt(), interfaceNames(), Analyser.LISTED, order.paths());
        if (!order.target().wholeNode()) {
            analyser.ofPod();
        }
        end = follow(analyser);
        Optional<CaptureReport> done = new DoneFile(layout.done()).read();
        done.ifPresent(said -> analyser.captured(order, said));
        if (order.asks(Extra.Conntrack)) {
            conntrack(analyser, done);
        }
        Report report = analyser.report();
        if (done.isPresent() && !done.get().watched().points().isEmpty()) {
            report = compared(report, done.get());
        }
        Log.decision("read", end.name(), "");
        return withNote(report, end.note());
    }

    /** The report with the packets that passed each point. All of the points' files are complete by now. */
    private Report compared(Report report, CaptureReport said) throws IOException {
        List<Views.Point> points = said.watched().points();
        Views.Window window = said.watched()
                .window()
                .orElse(new Views.Window(
                        said.ended().attachedMillis(), said.ended().endedMillis()));
        Passages passages = new Passages(
                said.watched().addresses(order.target().podIps()),
                others(said),
                points,
                window,
                order.others().isEmpty() && !order.capture().filter().isBlank());
        for (int number = 0; number < points.size(); number++) {
            if (points.get(number).listened() && !feed(passages, number)) {
                return report.noted("the observation points were not compared: the node had too little CPU time left");
            }
        }
        Report viewed = report.viewing(passages.report());
        for (String note : passages.notes()) {
            viewed = viewed.noted(note);
        }
        return viewed;
    }

    /**
     * The addresses of the other ends. The name in the trace's own request may resolve to an address that the order
     * does not have.
     */
    private List<String> others(CaptureReport said) {
        Stream<String> asked = said.probe().stream()
                .flatMap(probe -> probe.results().stream())
                .map(ProbeReport.Attempt::address)
                .filter(address -> !address.isEmpty());
        return order.others().isEmpty()
                ? List.of()
                : Stream.concat(order.others().stream(), asked).distinct().toList();
    }

    /** Whether there was time for the whole file: points can only be compared by whole captures. */
    private boolean feed(Passages passages, int number) throws IOException {
        Path path = number == 0 ? layout.capture() : layout.point(number);
        try (GrowingFile file = new GrowingFile(path)) {
            boolean more = true;
            while (more && !progress.overTime()) {
                if (progress.pressing() || yielding.mayWork()) {
                    more = yielding.work(() -> file.next(piece -> passages.accept(number, piece)));
                }
            }
            return !more;
        }
    }

    private End awaitFile() throws IOException {
        End end = progress.end();
        while (end == End.Open && !Files.exists(layout.capture())) {
            pause();
            end = progress.end();
        }
        return end;
    }

    /**
     * Follows the capture's file. It yields to the node's pods, above all while the capture runs, until half of the
     * time for the rest is over.
     */
    private End follow(Analyser analyser) throws IOException {
        try (GrowingFile file = new GrowingFile(layout.capture())) {
            End end = progress.end();
            boolean more = yielding.work(() -> file.next(analyser::accept));
            while ((more || end == End.Open) && !progress.overTime()) {
                if (!more) {
                    pause();
                }
                end = progress.end();
                if (end != End.Open) {
                    yielding.afterwards();
                }
                if (progress.pressing() || yielding.mayWork()) {
                    more = yielding.work(() -> file.next(analyser::accept));
                }
            }
            return more && end != End.Open ? End.Late : end;
        }
    }

    private void conntrack(Analyser analyser, Optional<CaptureReport> done) throws IOException {
        analyser.expectConntrack();
        lines(layout.conntrackList(), analyser::conntrackEntry);
        lines(layout.conntrackEvents(), analyser::conntrackEvent);
        done.ifPresent(said -> analyser.conntrackLost(said.counts().conntrackLost()));
        if (Files.exists(layout.nodeConntrackEvents())) {
            analyser.expectNodeConntrack();
            lines(layout.nodeConntrackList(), analyser::nodeConntrackEntry);
            lines(layout.nodeConntrackEvents(), analyser::nodeConntrackEvent);
        }
    }

    private static void lines(Path file, Consumer<String> reader) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line.substring(0, Math.min(line.length(), MAX_LINE)));
            }
        }
    }

    private Map<Integer, String> interfaceNames() throws IOException {
        if (!Files.exists(layout.interfaces())) {
            return Map.of();
        }
        return Json.MAPPER.readValue(Files.readAllBytes(layout.interfaces()), INTERFACE_NAMES);
    }

    private static Report withNote(Report report, String note) {
        return note.isEmpty() ? report : report.noted(note);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
