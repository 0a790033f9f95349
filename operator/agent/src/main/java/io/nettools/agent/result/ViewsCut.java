package io.nettools.agent.result;

import io.nettools.analyser.report.Views;
import java.util.stream.Stream;

/** What passed each point, within a report: names of packets go first, then conversations that lost less, then what only the other end needs. */
final class ViewsCut {
    private ViewsCut() {}

    /** The most of any conversation. */
    static int lost(Views views) {
        return views.passages().stream()
                .mapToInt(passage -> passage.lost().size())
                .max()
                .orElse(0);
    }

    static Stream<String> texts(Views views) {
        Stream<String> points = views.points().stream().flatMap(ViewsCut::texts);
        Stream<String> passages = views.passages().stream()
                .flatMap(one -> Stream.of(one.protocol(), one.local(), one.remote(), one.translated()));
        Stream<String> lost = views.passages().stream()
                .flatMap(passage -> passage.lost().stream().map(Views.Lost::packet));
        return Stream.of(points, passages, lost).flatMap(texts -> texts);
    }

    static Stream<String> texts(Views.Point point) {
        return Stream.of(point.networkInterface(), point.missing(), point.hides());
    }

    /** A sketch is kept whole or not at all: the beginning of one says nothing. */
    static Views keeping(Views views, Sizes kept) {
        return new Views(
                views.window(),
                views.points().stream().map(point -> point(point, kept)).toList(),
                views.passageCount(),
                Cut.first(kept.of(Part.Passages), views.passages()).stream()
                        .map(passage -> passage(passage, kept))
                        .toList(),
                kept.of(Part.Sketch) > 0 ? views.sketch() : "");
    }

    static Views.Point point(Views.Point point, Sizes kept) {
        return new Views.Point(
                point.where(),
                Cut.text(kept, point.networkInterface()),
                point.captured(),
                point.droppedByKernel(),
                Cut.text(kept, point.missing()),
                Cut.text(kept, point.hides()));
    }

    private static Views.Passage passage(Views.Passage passage, Sizes kept) {
        return new Views.Passage(
                passage.protocol(),
                Cut.text(kept, passage.local()),
                Cut.text(kept, passage.remote()),
                Cut.text(kept, passage.translated()),
                passage.sent(),
                passage.received(),
                Cut.first(kept.of(Part.Lost), passage.lost()).stream()
                        .map(lost -> new Views.Lost(lost.sent(), lost.after(), Cut.text(kept, lost.packet())))
                        .toList());
    }
}
