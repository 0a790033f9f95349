package io.nettools.agent.result;

import io.nettools.agent.result.Sizes.Floor;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.report.ProbeReport;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The capture container's result: interfaces beyond the first few go first, and of the topology what is not on the pod's way; why it ended and what it counted always stay. */
record CaptureReportCut(CaptureReport report) implements Cut {
    private static final List<Floor> FLOORS = Stream.of(
                    List.of(new Floor(Part.Interfaces, 8), new Floor(Part.Notes, 8), new Floor(Part.Text, 300)),
                    TopologyCut.FIRST,
                    List.of(
                            new Floor(Part.Interfaces, 1),
                            new Floor(Part.Probes, 3),
                            new Floor(Part.Notes, 1),
                            new Floor(Part.Interfaces, 0)),
                    TopologyCut.LAST,
                    List.of(new Floor(Part.Text, 100), new Floor(Part.Notes, 0), new Floor(Part.Probes, 0)))
            .flatMap(List::stream)
            .toList();

    @Override
    public Sizes whole() {
        Map<Part, Integer> sizes = new EnumMap<>(Part.class);
        sizes.put(Part.Interfaces, report.interfaces().size());
        sizes.put(Part.Notes, report.notes().size());
        sizes.put(Part.Text, texts().mapToInt(String::length).max().orElse(0));
        sizes.put(
                Part.Probes, report.probe().map(probe -> probe.results().size()).orElse(0));
        report.topology().map(TopologyCut::whole).ifPresent(sizes::putAll);
        return new Sizes(sizes);
    }

    @Override
    public List<Floor> floors() {
        return FLOORS;
    }

    @Override
    public CaptureReport keeping(Sizes kept) {
        return new CaptureReport(
                report.stop(),
                Cut.text(kept, report.message()),
                report.attachedMillis(),
                report.endedMillis(),
                report.captured(),
                report.receivedByFilter(),
                report.droppedByKernel(),
                report.bytes(),
                report.conntrackLost(),
                report.nodeConntrack(),
                Cut.first(kept.of(Part.Interfaces), report.interfaces()).stream()
                        .map(one -> networkInterface(kept, one))
                        .toList(),
                report.topology().map(topology -> TopologyCut.keeping(topology, kept)),
                report.probe().map(probe -> probe(kept, probe)),
                report.points().stream()
                        .map(point -> ViewsCut.point(point, kept))
                        .toList(),
                report.window(),
                report.sockets(),
                Cut.notes(kept, whole(), report.notes()),
                report.enteredUid());
    }

    private Stream<String> texts() {
        Stream<String> probed = report.probe().stream()
                .flatMap(probe -> Stream.concat(
                        Stream.of(probe.request()), probe.results().stream().map(ProbeReport.Attempt::message)));
        Stream<String> unknown = report.topology().stream().flatMap(topology -> topology.unknown().stream());
        Stream<String> viewed = Stream.concat(
                Stream.concat(probed, unknown), report.points().stream().flatMap(ViewsCut::texts));
        return Stream.concat(
                Stream.concat(Stream.concat(Stream.of(report.message()), viewed), report.notes().stream()),
                report.interfaces().stream()
                        .flatMap(one -> Stream.concat(
                                Stream.of(one.name(), one.state(), one.mac()), one.addresses().stream())));
    }

    private static ProbeReport probe(Sizes kept, ProbeReport probe) {
        return new ProbeReport(
                probe.from(),
                Cut.text(kept, probe.request()),
                probe.count(),
                probe.succeeded(),
                Cut.first(kept.of(Part.Probes), probe.results()).stream()
                        .map(one -> one.saying(Cut.text(kept, one.message())))
                        .toList());
    }

    private static NetworkInterface networkInterface(Sizes kept, NetworkInterface one) {
        return new NetworkInterface(
                one.index(),
                Cut.text(kept, one.name()),
                one.peerIndex(),
                Cut.text(kept, one.state()),
                one.mtu(),
                Cut.text(kept, one.mac()),
                Cut.texts(kept, Integer.MAX_VALUE, one.addresses()),
                one.packets());
    }
}
