package io.nettools.agent.result;

import io.nettools.agent.result.Sizes.Floor;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The capture container's result: interfaces beyond the first few go first; why it ended and what it counted always stay. */
record CaptureReportCut(CaptureReport report) implements Cut {
    private static final List<Floor> FLOORS = List.of(
            new Floor(Part.Interfaces, 8),
            new Floor(Part.Notes, 8),
            new Floor(Part.Text, 300),
            new Floor(Part.Interfaces, 1),
            new Floor(Part.Notes, 1),
            new Floor(Part.Interfaces, 0),
            new Floor(Part.Text, 100),
            new Floor(Part.Notes, 0));

    @Override
    public Sizes whole() {
        return new Sizes(Map.of(
                Part.Interfaces, report.interfaces().size(),
                Part.Notes, report.notes().size(),
                Part.Text, texts().mapToInt(String::length).max().orElse(0)));
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
                Cut.first(kept.of(Part.Interfaces), report.interfaces()).stream()
                        .map(one -> networkInterface(kept, one))
                        .toList(),
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
