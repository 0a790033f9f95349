package io.nettools.controller.pod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.redaction.Paths;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.planner.plan.PodOrder;
import io.nettools.planner.trace.Trace.Identity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole trace pod is in rendered-pods/ for people to read. A user's words appear only in its order. */
class TracePodTemplateTest {
    private static final Extra[] NOTHING = {};
    private static final Extra[] EVERYTHING = {Extra.Conntrack, Extra.Topology, Extra.NodeViews};
    private static final Identity TRACE = new Identity("shop", "hello", ATrace.UID);

    @ParameterizedTest
    @CsvSource({"capabilities, false", "capabilities, true", "privileged, false", "privileged, true"})
    void aTracePodLooksLikeItsFile(String profile, boolean everything) {
        Pod pod = new TracePodTemplate(settings(profile))
                .render(TRACE, order("port 8080", "any", everything ? EVERYTHING : NOTHING));
        String name = profile + (everything ? "-everything" : "") + ".yaml";
        Golden.assertSame(Path.of("src/test/resources/rendered-pods", name), Yaml.of(pod));
    }

    @Property
    void theUsersWordsAreOnlyInTheOrder(@ForAll("hostile") String filter, @ForAll("hostile") String on)
            throws JsonProcessingException {
        PodOrder order = order(filter, on);
        Pod pod = render(order);
        for (Container container : pod.getSpec().getContainers()) {
            EnvVar only = container.getEnv().getFirst();
            assertEquals(1, container.getEnv().size());
            assertFalse(only.getValue().contains("$"), "the kubelet expands $(NAME): " + only.getValue());
            boolean reader = container.getName().equals(TraceContainers.ANALYSER);
            Order expected = reader ? order.order().forReader() : order.order();
            assertEquals(expected, new ObjectMapper().readValue(only.getValue(), Order.class));
        }
        assertEquals(withoutOrder(render(order("port 8080", "any"))), withoutOrder(pod));
    }

    /** T7, T14: the reader parses packets of strangers. */
    @Test
    void theReadersOrderHasNeitherUrlNorContainer() {
        Probe probe = new Probe(Probe.From.Pod, new Probe.Icmp("secret.example"), 1, 1_000);
        Pod pod = render(order("", "any", Optional.of(probe)));
        List<String> told = pod.getSpec().getContainers().stream()
                .map(container -> container.getEnv().getFirst().getValue())
                .toList();
        assertTrue(told.getFirst().contains("secret.example") && told.getFirst().contains("3f2e1d0c"), told::toString);
        assertFalse(told.getLast().contains("secret") || told.getLast().contains("3f2e1d0c"), told::toString);
    }

    @Test
    void namesAndLabelsAreShortEnoughForKubernetes() {
        Pod pod = render(order(EVERYTHING));
        assertTrue(pod.getMetadata().getName().matches("[a-z0-9][-a-z0-9]{0,61}[a-z0-9]"));
        pod.getMetadata()
                .getLabels()
                .values()
                .forEach(value -> assertTrue(value.matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"), value));
    }

    @Test
    void theVolumeHasRoomForTheCaptureAndOtherFiles() {
        String limit = render(order())
                .getSpec()
                .getVolumes()
                .getFirst()
                .getEmptyDir()
                .getSizeLimit()
                .toString();
        assertEquals(String.valueOf((50L << 20) + (24L << 20)), limit);
    }

    @Test
    void viewsOfTheNodeGetTopologysMountsAndRoomForThreeFiles() {
        Pod plain = render(order());
        Pod views = render(order(Extra.NodeViews));
        Pod everything = render(order(EVERYTHING));
        assertEquals(
                String.valueOf(3 * (50L << 20) + (24L << 20)),
                views.getSpec()
                        .getVolumes()
                        .getFirst()
                        .getEmptyDir()
                        .getSizeLimit()
                        .toString());
        Container capture = views.getSpec().getContainers().getFirst();
        assertEquals(everything.getSpec().getContainers().getFirst().getVolumeMounts(), capture.getVolumeMounts());
        List<String> more = new ArrayList<>(added(views));
        more.removeAll(added(plain));
        assertEquals(List.of("DAC_OVERRIDE"), more);
    }

    private static List<String> added(Pod pod) {
        return pod.getSpec()
                .getContainers()
                .getFirst()
                .getSecurityContext()
                .getCapabilities()
                .getAdd();
    }

    @Test
    void imageAndNamespaceComeFromTheSettings() {
        Settings settings = SettingsReader.read(
                Map.of("image", "registry/i:1", "imagePullPolicy", "Never", "traceNamespace", "elsewhere"));
        Pod pod = new TracePodTemplate(settings).render(TRACE, order());
        assertEquals("elsewhere", pod.getMetadata().getNamespace());
        Stream<Container> containers = pod.getSpec().getContainers().stream();
        assertTrue(containers.allMatch(container -> container.getImage().equals("registry/i:1")
                && container.getImagePullPolicy().equals("Never")));
    }

    @Test
    void containerLimitsComeFromTheSettings() {
        Settings settings = SettingsReader.read(Map.of(
                "image",
                "i",
                "captureCpu",
                "1500m",
                "captureMemory",
                "1Gi",
                "analyserCpu",
                "0.5",
                "analyserMemory",
                "256Mi"));
        List<Map<String, Quantity>> limits = new TracePodTemplate(settings)
                .render(TRACE, order()).getSpec().getContainers().stream()
                        .map(container -> container.getResources().getLimits())
                        .toList();
        assertEquals(
                List.of(
                        Map.of("cpu", new Quantity("1500m"), "memory", new Quantity("1Gi")),
                        Map.of("cpu", new Quantity("0.5"), "memory", new Quantity("256Mi"))),
                limits);
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> known = Arbitraries.of(
                "$(HOME)",
                "$$(NETTRACE_ORDER)",
                "\\$(X)",
                "\\\\u0024(X)",
                "'; sh -c 'x",
                "\" , \"image\": \"evil",
                "line\nbreak: {evil: true}",
                "--- \n# yaml",
                "x".repeat(1024));
        return Arbitraries.oneOf(known, Arbitraries.strings().ofMaxLength(1024));
    }

    private static String withoutOrder(Pod pod) {
        pod.getSpec().getContainers().forEach(container -> container.getEnv().clear());
        return Yaml.of(pod);
    }

    private static Pod render(PodOrder order) {
        return new TracePodTemplate(settings("capabilities")).render(TRACE, order);
    }

    private static Settings settings(String profile) {
        return SettingsReader.read(Map.of("image", "quay.io/networktrace/nettools-fedora:0.1.0", "profile", profile));
    }

    private static PodOrder order(Extra... extras) {
        return order("", "any", extras);
    }

    private static PodOrder order(String filter, String on, Extra... extras) {
        return order(filter, on, Optional.empty(), extras);
    }

    private static PodOrder order(String filter, String on, Optional<Probe> probe, Extra... extras) {
        String uid = "0c1d2e3f-4a5b-4c6d-8e7f-aabbccddeeff";
        TargetPod target = new TargetPod(uid, "", List.of("3f2e1d0c"), List.of("10.42.0.7"));
        CaptureOptions capture = new CaptureOptions(on, filter, 512, 100_000, 50L << 20, 20);
        Order order = new Order(target, capture, 30_000, 120_000, Set.of(extras), probe, List.of(), Paths.Shown);
        return new PodOrder("ntrace-" + ATrace.UID + "-0c1d2e3f4a5b", "web", "node-1", order, 180);
    }
}
