package io.nettools.controller.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nettools.analyser.redaction.Paths;
import io.nettools.controller.ops.Settings.ContainerLimits;
import io.nettools.controller.ops.Settings.CpuAndMemory;
import io.nettools.controller.ops.Settings.Profile;
import io.nettools.controller.ops.SettingsReader.MistakenException;
import io.nettools.planner.plan.Retention;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Limits.MaxTracePods;
import io.nettools.planner.trace.Limits.Permission;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class SettingsReaderTest {
    private static final String IMAGE = "quay.io/you/nettools-fedora:1.0";

    @Test
    void anImageIsEnough() {
        Limits limits = new Limits(
                Duration.ofMinutes(10),
                1_000_000,
                200L << 20,
                10,
                new MaxTracePods(20, 5, 10),
                Set.of(Permission.NodeViews, Permission.Topology),
                Paths.Shown,
                Set.of(),
                Duration.ofMinutes(2));
        assertEquals(
                new Settings(
                        IMAGE,
                        "IfNotPresent",
                        "nettrace-traces",
                        Profile.capabilities,
                        limits,
                        new ContainerLimits(new CpuAndMemory("2", "384Mi"), new CpuAndMemory("500m", "192Mi")),
                        Duration.ofMinutes(3),
                        Retention.OFF,
                        Level.INFO),
                SettingsReader.read(Map.of("image", IMAGE)));
    }

    @Test
    void everyKeyReachesItsSetting() {
        Map<String, String> all = Map.ofEntries(
                Map.entry("image", IMAGE),
                Map.entry("imagePullPolicy", "Never"),
                Map.entry("logLevel", "debug"),
                Map.entry("traceNamespace", "elsewhere"),
                Map.entry("profile", "privileged"),
                Map.entry("maxDuration", "1m"),
                Map.entry("maxPackets", "2"),
                Map.entry("maxBytes", "3Ki"),
                Map.entry("maxTargets", "4"),
                Map.entry("maxTracePods", "5"),
                Map.entry("maxTracePodsPerNode", "6"),
                Map.entry("maxTracePodsPerNamespace", "60"),
                Map.entry("payloadAllowed", "true"),
                Map.entry("nodeViews", "false"),
                Map.entry("nodeProbes", "true"),
                Map.entry("topology", "false"),
                Map.entry("paths", "first-segment"),
                Map.entry("hostNetworkNamespaces", "kube-system, monitoring\n"),
                Map.entry("captureCpu", "300m"),
                Map.entry("captureMemory", "300Mi"),
                Map.entry("analyserCpu", "0.4"),
                Map.entry("analyserMemory", "1G"),
                Map.entry("startDeadline", "7s"),
                Map.entry("sweepInterval", "8s"),
                Map.entry("keepFinished", "9"),
                Map.entry("keepFinishedFor", "720h"));
        Limits limits = new Limits(
                Duration.ofMinutes(1),
                2,
                3072,
                4,
                new MaxTracePods(5, 6, 60),
                Set.of(Permission.Payload, Permission.NodeProbes),
                Paths.FirstSegment,
                Set.of("kube-system", "monitoring"),
                Duration.ofSeconds(7));
        assertEquals(
                new Settings(
                        IMAGE,
                        "Never",
                        "elsewhere",
                        Profile.privileged,
                        limits,
                        new ContainerLimits(new CpuAndMemory("300m", "300Mi"), new CpuAndMemory("0.4", "1G")),
                        Duration.ofSeconds(8),
                        new Retention(Optional.of(9), Optional.of(Duration.ofDays(30))),
                        Level.DEBUG),
                SettingsReader.read(all));
    }

    @Test
    void aFinalLineBreakIsNotPartOfTheValue() {
        assertEquals(IMAGE, SettingsReader.read(Map.of("image", IMAGE + "\n")).image());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    image                 | two words  | write an image for the trace pods, e.g. quay.io/you/nettools-fedora:1.0
                    imagePullPolicy       | Sometimes  | write IfNotPresent, Always or Never
                    traceNamespace        | Upper_Case | write a namespace name
                    profile               | root       | write capabilities or privileged
                    maxDuration           | 10         | write a duration of at most 24h, e.g. 30s or 10m
                    maxDuration           | 0s         | write a duration of at most 24h, e.g. 30s or 10m
                    maxDuration           | 25h        | write a duration of at most 24h, e.g. 30s or 10m
                    maxPackets            | many       | write a number from 1 to 1099511627776
                    maxPackets            | 0          | write a number from 1 to 1099511627776
                    maxBytes              | 200 MB     | write a number from 1 to 1099511627776, e.g. 200Mi
                    maxBytes              | 100m       | write a number from 1 to 1099511627776, e.g. 200Mi
                    maxBytes              | 2Ti        | write a number from 1 to 1099511627776, e.g. 200Mi
                    maxTargets            | -1         | write a number from 1 to 2147483647
                    maxTracePods          | 4294967297 | write a number from 1 to 2147483647
                    maxTracePodsPerNode   | 2147483648 | write a number from 1 to 2147483647
                    payloadAllowed        | yes        | write true or false
                    logLevel              | trace      | write one of debug, info, warn, error
                    logLevel              | INFO       | write one of debug, info, warn, error
                    keepFinished          | 0          | write a number from 1 to 2147483647
                    keepFinishedFor       | 8761h      | write a duration of at most 8760h, e.g. 30s or 10m
                    nodeViews             | no         | write true or false
                    topology              | 1          | write true or false
                    paths                 | some       | write shown, first-segment, none
                    captureCpu            | 50m        | write a quantity of at least 100m, e.g. 2
                    captureCpu            | unlimited  | write a quantity of at least 100m, e.g. 2
                    captureMemory         | 128Mi      | write a quantity of at least 256Mi, e.g. 384Mi
                    captureMemory         | 2          | write a quantity of at least 256Mi, e.g. 384Mi
                    analyserCpu           | 0          | write a quantity of at least 100m, e.g. 500m
                    analyserMemory        | ''         | write a quantity of at least 160Mi, e.g. 192Mi
                    analyserMemory        | 192 Mi     | write a quantity of at least 160Mi, e.g. 192Mi
                    startDeadline         | soon       | write a duration of at most 24h, e.g. 30s or 10m
                    sweepInterval         | ''         | write a duration of at most 24h, e.g. 30s or 10m
                    """)
    void eachMistakeHasItsSentence(String key, String value, String advice) {
        assertEquals(List.of(key + " is \"" + value + "\": " + advice), complaints(Map.of(key, value)));
    }

    @Test
    void anInvalidNamespaceIsNamedInItsSentence() {
        assertEquals(
                List.of("hostNetworkNamespaces has \"*\": write namespace names, separated by commas"),
                complaints(Map.of("hostNetworkNamespaces", "kube-system,*")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void withoutAnImageTheDeploymentsIsUsed(String empty) {
        assertEquals(IMAGE, SettingsReader.read(Map.of("image", empty), IMAGE).image());
        assertEquals(IMAGE, SettingsReader.read(Map.of(), IMAGE + empty).image());
    }

    @Test
    void theSettingOverridesTheDeploymentsImage() {
        assertEquals(
                IMAGE,
                SettingsReader.read(Map.of("image", IMAGE), "quay.io/other/image:1")
                        .image());
    }

    @Test
    void noImageInEitherPlaceIsAMistakeThatNamesBoth() {
        var mistaken = assertThrows(MistakenException.class, () -> SettingsReader.read(Map.of("image", ""), " "));
        assertEquals(
                "image is empty, and so is the variable RELATED_IMAGE_NETTOOLS of the operator's Deployment: write an"
                        + " image for the trace pods, e.g. quay.io/you/nettools-fedora:1.0",
                mistaken.getMessage());
    }

    @Test
    void aMistakeInTheDeploymentsImageIsReportedThere() {
        var mistaken = assertThrows(MistakenException.class, () -> SettingsReader.read(Map.of(), "two words"));
        assertEquals(
                "RELATED_IMAGE_NETTOOLS is \"two words\": write an image for the trace pods, e.g."
                        + " quay.io/you/nettools-fedora:1.0",
                mistaken.getMessage());
    }

    @Test
    void anUnknownKeyIsAMistakeWithAListOfKnownKeys() {
        assertEquals(
                List.of("maxPacket: unknown setting; the settings are [analyserCpu, analyserMemory, captureCpu,"
                        + " captureMemory,"
                        + " hostNetworkNamespaces, image, imagePullPolicy, keepFinished, keepFinishedFor,"
                        + " logLevel, maxBytes, maxDuration, maxPackets, maxTargets,"
                        + " maxTracePods, maxTracePodsPerNamespace, maxTracePodsPerNode,"
                        + " nodeProbes, nodeViews, otherNames, paths, payloadAllowed, profile,"
                        + " startDeadline, sweepInterval, topology, traceNamespace]"),
                complaints(Map.of("maxPacket", "1")));
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        Map<String, String> wrong =
                Map.of("profile", "root", "maxBytes", "?", "startDeadline", "?", "unknown", "1", "payloadAllowed", "?");
        assertEquals(5, complaints(wrong).size());
    }

    private static List<String> complaints(Map<String, String> wrong) {
        Map<String, String> values = new HashMap<>(Map.of("image", IMAGE));
        values.putAll(wrong);
        var mistaken = assertThrows(MistakenException.class, () -> SettingsReader.read(values));
        return mistaken.getMessage().lines().toList();
    }
}
