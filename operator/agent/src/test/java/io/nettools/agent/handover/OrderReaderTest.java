package io.nettools.agent.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.agent.AnOrder;
import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.redaction.Paths;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {
    private static final Order ORDER = new Order(
            new TargetPod(
                    "uid",
                    "a".repeat(32),
                    List.of("one", "two"),
                    List.of("web", "side"),
                    List.of("10.0.0.1", "fd00::1")),
            new CaptureOptions("eth0", "port 80", 1, 2, 3, 6),
            4,
            5,
            EnumSet.allOf(Extra.class),
            Optional.of(new Probe(Probe.From.Pod, new Probe.Tcp("web", 80), 3, 250)),
            List.of("10.0.0.2"),
            Paths.FirstSegment);

    @Test
    void everyFieldIsRead() throws IOException {
        assertEquals(ORDER, OrderReader.read(Json.MAPPER.writeValueAsString(ORDER)));
    }

    @Property
    void anyTextAndNumberIsReadAsItWasWritten(
            @ForAll String text,
            @ForAll int small,
            @ForAll long large,
            @ForAll Set<Extra> extras,
            @ForAll List<String> texts)
            throws IOException {
        Order order = new Order(
                new TargetPod(text, "", texts, texts.reversed(), texts),
                new CaptureOptions(text, text, small, large, large, small),
                large,
                large,
                extras,
                Optional.empty(),
                texts,
                Paths.Shown);
        assertEquals(order, OrderReader.read(Json.MAPPER.writeValueAsString(order)));
    }

    @Test
    void aWholeNodeIsReadAsItWasWritten() throws IOException {
        TargetPod node = TargetPod.ofNode("uid", List.of("198.18.0.11"));
        Order order = AnOrder.of(node).with(Extra.HostNetwork).order();
        assertEquals(order, OrderReader.read(Json.MAPPER.writeValueAsString(order)));
    }

    @Test
    void everyKindOfProbeIsRead() throws IOException {
        for (Probe.Request request : List.of(
                new Probe.Tcp("web", 80),
                new Probe.Http("http://web/", 200, 399, false),
                new Probe.Http("https://web/", 200, 399, true),
                new Probe.Dns("web", "AAAA", "10.0.0.10"),
                new Probe.Icmp("10.0.0.1"))) {
            Order order = AnOrder.of(ORDER.target())
                    .probing(new Probe(Probe.From.Node, request, 3, 250))
                    .order();
            assertEquals(order, OrderReader.read(Json.MAPPER.writeValueAsString(order)));
        }
    }

    /** Requests must not be made from another place than the order names. */
    @Test
    void anUnknownOriginOfAProbeIsRefused() {
        for (String elsewhere : List.of("Moon", "Peer", "")) {
            String order = "{\"probe\": {\"from\": \"" + elsewhere + "\", \"count\": 1}}";
            assertThrows(IOException.class, () -> OrderReader.read(order), elsewhere);
        }
    }

    @Test
    void unknownFieldsAreIgnoredAndAbsentOnesAreEmpty() throws IOException {
        ObjectNode json = Json.MAPPER.valueToTree(ORDER);
        json.putObject("peer").putArray("steps").add(1);
        json.withObject("/target").putObject("more").put("a", "b");
        json.withArray("/extras").add("Flow");
        assertEquals(ORDER, OrderReader.read(json.toString()));
        Order empty = new Order(
                new TargetPod("", "", List.of(), List.of()),
                new CaptureOptions("", "", 0, 0, 0, 0),
                0,
                0,
                Set.of(),
                Optional.empty(),
                List.of(),
                Paths.Shown);
        assertEquals(empty, OrderReader.read("{}"));
        assertEquals(empty, OrderReader.read("{\"capture\": {\"filter\": null}, \"target\": {\"podIps\": null}}"));
    }

    @ParameterizedTest
    @EnumSource
    void everyKnownWordForPathsIsRead(Paths paths) throws IOException {
        ObjectNode json = Json.MAPPER.valueToTree(ORDER);
        json.put("paths", paths.name());
        assertEquals(paths, OrderReader.read(json.toString()).paths());
    }

    @Test
    void anUnknownWordForPathsShowsNothing() throws IOException {
        assertEquals(Paths.None, OrderReader.read("{\"paths\": \"Hosts\"}").paths());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"target\": 1}",
                "{\"capture\": \"port 80\"}",
                "{\"capture\": {\"filter\": 1}}",
                "{\"capture\": {\"maxPackets\": \"many\"}}",
                "{\"extras\": true}",
                "{\"extras\": [true]}",
                "{\"target\": {\"podIps\": [1]}}"
            })
    void anythingElseFails(String json) {
        assertThrows(IOException.class, () -> OrderReader.read(json));
    }
}
