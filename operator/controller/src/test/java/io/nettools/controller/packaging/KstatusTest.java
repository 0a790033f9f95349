package io.nettools.controller.packaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.ops.Json;
import io.nettools.planner.status.Conditions;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A trace in each state, for the real kstatus: cluster/packages-test has it read the file. {@code -Dupdate=true} writes it. */
class KstatusTest {
    private static final Path FILE = Path.of("../../cluster/tools/kstatus.yaml");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String HEAD =
            "# Generated from the reasons of a trace; KstatusTest compares, and `tools kstatus` reads.\n";

    @Test
    void theFileHasATraceInEachState() {
        Golden.assertSame(
                FILE,
                Stream.concat(Stream.of(Reason.values()).map(KstatusTest::written), others().stream())
                        .map(ObjectNode::toString)
                        .collect(Collectors.joining("\n---\n", HEAD, "\n")));
    }

    private static ObjectNode written(Reason reason) {
        String expected = reason.terminal() ? ended(reason) : "InProgress";
        return situation(reason.name(), expected, reason, 1);
    }

    private static String ended(Reason reason) {
        return reason.kind() == Phase.Kind.Succeeded ? "Current" : "Failed";
    }

    private static List<ObjectNode> others() {
        List<ObjectNode> others = new ArrayList<>();
        ObjectNode created = situation("created, with the schema's default status", "InProgress", Reason.Pending, 1);
        ((ObjectNode) created.path("object"))
                .set(
                        "status",
                        Yaml.tree(Chart.CRD).at("/spec/versions/0/schema/openAPIV3Schema/properties/status/default"));
        others.add(created);
        others.add(
                situation("capturing, with a stop that the operator has not seen", "InProgress", Reason.Capturing, 2));
        ObjectNode deleted = situation("deleted, with its finalizer", "Terminating", Reason.Capturing, 1);
        ((ObjectNode) deleted.at("/object/metadata"))
                .put("deletionTimestamp", NOW.toString())
                .putArray("finalizers")
                .add("nettools.io/trace-pods");
        others.add(deleted);
        return others;
    }

    private static ObjectNode situation(String name, String expected, Reason reason, long generation) {
        ObjectNode situation = Json.mapper().createObjectNode();
        situation.put("situation", name).put("expected", expected);
        ObjectNode object = situation.putObject("object");
        object.put("apiVersion", "nettools.io/v1alpha1").put("kind", "NetworkTrace");
        object.putObject("metadata")
                .put("name", "any")
                .put("namespace", "default")
                .put("generation", generation);
        object.set("status", Json.mapper().valueToTree(Traces.status(status(reason))));
        return situation;
    }

    /** As the operator writes it for the first generation. */
    private static Status status(Reason reason) {
        Status none = Status.initial();
        return new Status(
                1,
                none.summary(),
                none.diagnosis(),
                none.target(),
                none.nodes(),
                none.packets(),
                none.lost(),
                none.admittedTime(),
                none.startTime(),
                none.finishTime(),
                Conditions.next(List.of(), new Phase(reason, "a sentence"), 1, NOW),
                none.targets());
    }
}
