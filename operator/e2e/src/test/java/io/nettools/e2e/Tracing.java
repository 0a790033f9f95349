package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A trace that was applied, as a user follows it. */
record Tracing(Scene scene, String name) {
    private static final Duration LONG = Duration.ofSeconds(60);

    NetworkTrace resource() {
        return Scene.CLIENT
                .resources(NetworkTrace.class)
                .inNamespace(scene.namespace())
                .withName(name)
                .get();
    }

    NetworkTraceStatus status() {
        return resource().getStatus();
    }

    Condition condition(String type) {
        return status().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Waits as a script does; every end of a trace must let this return. */
    Tracing finished() {
        Shell.kubectl("wait", "ntrace", name, "-n", scene.namespace(), "--for=condition=Finished", "--timeout=150s")
                .ok();
        return this;
    }

    /** Waits until tcpdump listens, or the trace is over, whichever is first. */
    Tracing capturing() {
        await("Capturing of " + name)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> condition("Capturing").getStatus().equals("True")
                        || condition("Finished").getStatus().equals("True"));
        assertEquals("True", condition("Capturing").getStatus(), () -> "finished first: " + condition("Finished"));
        return this;
    }

    /** Waits until it says why it does not begin. */
    Tracing waiting(Reason reason) {
        await(name + " to say " + reason)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> condition("Finished").getReason(), reason.name()::equals);
        return this;
    }

    /** Asserts the one reason that all of table, condition and target say. */
    Tracing ended(Reason reason) {
        finished();
        assertEquals(reason.name(), condition("Finished").getReason(), () -> String.valueOf(condition("Finished")));
        boolean succeeded = reason.kind() == io.nettools.planner.status.Phase.Kind.Succeeded;
        assertEquals(succeeded ? "True" : "False", condition("Succeeded").getStatus());
        return this;
    }

    /** As the trace pods' clock had it, in whole seconds. */
    Instant begins() {
        return Instant.parse(status().startTime());
    }

    Instant finishes() {
        return Instant.parse(status().finishTime());
    }

    /** Where the trace stands; what its packets show is the message of Finished. */
    String message() {
        return condition("Succeeded").getMessage();
    }

    TargetStatus target() {
        List<TargetStatus> targets = Optional.ofNullable(status().targets()).orElse(List.of());
        assertEquals(1, targets.size(), () -> "targets of " + name);
        return targets.getFirst();
    }

    /** One event at the beginning and one at the end, which is told just after the status. */
    void toldOnce() {
        await("events of " + name)
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertEquals(List.of("Started", "Finished"), events()));
    }

    private List<String> events() {
        String uid = resource().getMetadata().getUid();
        return Scene.CLIENT.events().v1().events().inNamespace(scene.namespace()).list().getItems().stream()
                .filter(event -> uid.equals(event.getRegarding().getUid()))
                .sorted(Comparator.comparing(event -> event.getEventTime().getTime()))
                .map(Event::getReason)
                .toList();
    }

    void stop() {
        Shell.kubectl(
                        "patch",
                        "ntrace",
                        name,
                        "-n",
                        scene.namespace(),
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"stop\":true}}")
                .ok();
    }

    void delete() {
        Shell.kubectl("delete", "ntrace", name, "-n", scene.namespace(), "--timeout=30s")
                .ok();
    }
}
