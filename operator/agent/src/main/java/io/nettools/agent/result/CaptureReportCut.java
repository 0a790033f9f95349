package io.nettools.agent.result;

import io.nettools.agent.result.Sizes.Floor;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.NetworkInterface;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The capture container's result: interfaces beyond the first few go first, and of the topology what is not on the pod's way; why it ended and what it counted always stay. */
record CaptureReportCut(CaptureReport report) implements Cut {
    private static final List<Floor> FLOORS = Stream.of(
                    List.of(new Floor(Part.Interfaces, 8), new Floor(Part.Notes, 8), new Floor(Part.Text, 300)),
                    TopologyCut.FIRST,
                    List.of(new Floor(Part.Interfaces, 1), new Floor(Part.Notes, 1), new Floor(Part.Interfaces, 0)),
                    TopologyCut.LAST,
                    List.of(new Floor(Part.Text, 100), new Floor(Part.Notes, 0)))
            .flatMap(List::stream)
            .toList();

    @Override
    public Sizes whole() {
        Map<Part, Integer> sizes = new EnumMap<>(Part.class);
        sizes.put(Part.Interfaces, report.interfaces().size());
        sizes.put(Part.Notes, report.notes().size());
        sizes.put(Part.Text, texts().mapToInt(String::length).max().orElse(0));
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
                Cut.notes(kept, whole(), report.notes()));
    }

    private Stream<String> texts() {
        return Stream.concat(
                Stream.concat(Stream.of(report.message()), report.notes().stream()),
                report.interfaces().stream()
                        .flatMap(one -> Stream.concat(
                                Stream.of(one.name(), one.state(), one.mac()), one.addresses().stream())));
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
