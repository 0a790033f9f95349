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
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.TargetPod;
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
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole trace pod for people to read, in pods/; and that a user's words are nowhere in it but in its order. */
class TracePodTemplateTest {
    private static final Identity TRACE = new Identity("shop", "hello", ATrace.UID);

    @ParameterizedTest
    @CsvSource({"capabilities, false", "capabilities, true", "privileged, false", "privileged, true"})
    void looksAs(String profile, boolean everything) {
        Pod pod = new TracePodTemplate(settings(profile)).render(TRACE, order("port 8080", "any", everything));
        String name = profile + (everything ? "-everything" : "") + ".yaml";
        Golden.assertSame(Path.of("src/test/resources/pods", name), Yaml.of(pod));
    }

    @Property
    void whatTheUserWroteIsOnlyInTheOrder(@ForAll("hostile") String filter, @ForAll("hostile") String on)
            throws JsonProcessingException {
        PodOrder order = order(filter, on, false);
        Pod pod = render(order);
        for (Container container : pod.getSpec().getContainers()) {
            EnvVar only = container.getEnv().getFirst();
            assertEquals(1, container.getEnv().size());
            assertFalse(only.getValue().contains("$"), "the kubelet expands $(NAME): " + only.getValue());
            boolean reader = container.getName().equals(TraceContainers.ANALYSER);
            Order expected = reader ? order.order().forReader() : order.order();
            assertEquals(expected, new ObjectMapper().readValue(only.getValue(), Order.class));
        }
        assertEquals(withoutOrder(render(order("port 8080", "any", false))), withoutOrder(pod));
    }

    /** T7, T14: it parses what strangers sent. */
    @Test
    void theReaderIsToldNeitherTheUrlNorTheContainer() {
        PodOrder plain = order("", "any", false);
        Probe probe = new Probe(Probe.From.Pod, new Probe.Icmp("secret.example"), 1, 1_000);
        Pod pod =
                render(new PodOrder(plain.name(), "web", "node-1", plain.order().probing(probe), 180));
        List<String> told = pod.getSpec().getContainers().stream()
                .map(container -> container.getEnv().getFirst().getValue())
                .toList();
        assertTrue(told.getFirst().contains("secret.example") && told.getFirst().contains("3f2e1d0c"), told::toString);
        assertFalse(told.getLast().contains("secret") || told.getLast().contains("3f2e1d0c"), told::toString);
    }

    @Test
    void namesAndLabelsAreShortEnoughForKubernetes() {
        Pod pod = render(order("", "any", true));
        assertTrue(pod.getMetadata().getName().matches("[a-z0-9][-a-z0-9]{0,61}[a-z0-9]"));
        pod.getMetadata()
                .getLabels()
                .values()
                .forEach(value -> assertTrue(value.matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"), value));
    }

    @Test
    void theVolumeHoldsTheCaptureAndWhatLiesBesideIt() {
        String limit = render(order("", "any", false))
                .getSpec()
                .getVolumes()
                .getFirst()
                .getEmptyDir()
                .getSizeLimit()
                .toString();
        assertEquals(String.valueOf((50L << 20) + (24L << 20)), limit);
    }

    @Test
    void viewsOfTheNodeNeedWhatTopologyNeedsAndRoomForThreeFiles() {
        Pod plain = render(order("", "any", false));
        Pod views = render(viewing(order("", "any", false)));
        Pod everything = render(order("", "any", true));
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

    private static PodOrder viewing(PodOrder it) {
        return new PodOrder(it.name(), it.target(), it.node(), it.order().viewing(), it.lifetimeSeconds());
    }

    @Test
    void imageAndNamespaceAreTheAdmins() {
        Settings settings = SettingsReader.read(
                Map.of("image", "registry/i:1", "imagePullPolicy", "Never", "traceNamespace", "elsewhere"));
        Pod pod = new TracePodTemplate(settings).render(TRACE, order("", "any", false));
        assertEquals("elsewhere", pod.getMetadata().getNamespace());
        Stream<Container> containers = pod.getSpec().getContainers().stream();
        assertTrue(containers.allMatch(container -> container.getImage().equals("registry/i:1")
                && container.getImagePullPolicy().equals("Never")));
    }

    @Test
    void limitsAreTheAdmins() {
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
                .render(TRACE, order("", "any", false)).getSpec().getContainers().stream()
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

    private static PodOrder order(String filter, String on, boolean everything) {
        String uid = "0c1d2e3f-4a5b-4c6d-8e7f-aabbccddeeff";
        TargetPod target = new TargetPod(uid, "", List.of("3f2e1d0c"), List.of("10.42.0.7"));
        Order order = new Order(
                target, on, filter, 512, 100_000, 50L << 20, 30_000, 120_000, everything, everything, 20, false);
        Order asked = everything ? order.viewing() : order;
        return new PodOrder("ntrace-" + ATrace.UID + "-0c1d2e3f4a5b", "web", "node-1", asked, 180);
    }
}
