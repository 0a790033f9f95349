package io.nettools.controller.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Handover;
import io.nettools.analyser.order.Order;
import io.nettools.controller.ops.Settings;
import io.nettools.planner.plan.PodOrder;
import io.nettools.planner.trace.Trace.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders the trace pod: the same two containers for every trace. The user's input reaches it only as JSON in one
 * environment variable. Image, command, path, account and namespace are the admin's.
 */
public final class TracePodTemplate {
    /** Bytes beside the capture: for conntrack's files, the filter and the lists. */
    private static final long BESIDE_CAPTURE = 24L << 20;

    /** Time for the agent to drain tcpdump and write its result after SIGTERM. */
    private static final long GRACE_SECONDS = 8;

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private final Settings settings;
    private final TraceContainers containers;

    public TracePodTemplate(Settings settings) {
        this.settings = settings;
        this.containers = new TraceContainers(settings);
    }

    public Pod render(Identity trace, PodOrder order) {
        String json = json(order.order());
        return new PodBuilder()
                .withNewMetadata()
                .withName(order.name())
                .withNamespace(settings.traceNamespace())
                .withLabels(labels(trace))
                .withAnnotations(annotations(trace, order))
                .endMetadata()
                .withNewSpec()
                .withNodeName(order.node())
                .withTolerations(new TolerationBuilder().withOperator("Exists").build())
                .withRestartPolicy("Never")
                .withServiceAccountName("nettrace-pod")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withActiveDeadlineSeconds(order.lifetimeSeconds())
                // the kubelet starts the second container only after the first one's postStart hook has returned: so
                // the analyser's start does not slow the capture's, and before there is nothing to read
                .withContainers(
                        containers.capture(json, order.order()),
                        containers.analyser(json(order.order().forReader())))
                .withVolumes(volumes(order.order()))
                .endSpec()
                .build();
    }

    private static Map<String, String> labels(Identity trace) {
        Map<String, String> labels = new HashMap<>(Marks.NO_SIDECARS);
        labels.put("app.kubernetes.io/name", "networktrace");
        labels.put("app.kubernetes.io/component", "trace-pod");
        labels.put(Marks.MANAGED_BY, Marks.OPERATOR);
        labels.put(Marks.TRACE_UID, trace.uid());
        return labels;
    }

    private static Map<String, String> annotations(Identity trace, PodOrder order) {
        Map<String, String> annotations = new HashMap<>(Marks.NO_SIDECARS);
        annotations.put(Marks.TRACE_NAMESPACE, trace.namespace());
        annotations.put(Marks.TRACE_NAME, trace.name());
        annotations.put(Marks.TARGET_UID, order.order().target().uid());
        annotations.put(Marks.TARGET_POD, order.target());
        if (!order.order().target().staticHash().isEmpty()) {
            annotations.put(Marks.TARGET_HASH, order.order().target().staticHash());
        }
        return annotations;
    }

    private static List<Volume> volumes(Order order) {
        Stream<Volume> always = Stream.of(
                new VolumeBuilder()
                        .withName(TraceContainers.WORK)
                        .withNewEmptyDir()
                        .withSizeLimit(new Quantity(
                                String.valueOf(order.capture().maxBytes() * files(order) + BESIDE_CAPTURE)))
                        .endEmptyDir()
                        .build(),
                new VolumeBuilder()
                        .withName(TraceContainers.PROC)
                        .withNewHostPath()
                        .withPath("/proc")
                        .withType("Directory")
                        .endHostPath()
                        .build(),
                new VolumeBuilder()
                        .withName(TraceContainers.CONTROL)
                        .withNewDownwardAPI()
                        .addNewItem()
                        .withPath(Handover.ANNOTATIONS)
                        .withNewFieldRef()
                        .withFieldPath("metadata.annotations")
                        .endFieldRef()
                        .endItem()
                        .endDownwardAPI()
                        .build(),
                inMemory(TraceContainers.NOTHING));
        return TraceContainers.looksAtNode(order)
                ? Stream.concat(always, Stream.of(inMemory(TraceContainers.NETNS)))
                        .toList()
                : always.toList();
    }

    /**
     * Number of capture files; with views of the node, one each for the pod's interface, its other end and the uplink.
     */
    private static int files(Order order) {
        return order.asks(Extra.NodeViews) ? 3 : 1;
    }

    /** A small volume in memory, for one symbolic link at most. */
    private static Volume inMemory(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity("64Ki"))
                .endEmptyDir()
                .build();
    }

    /** The order as JSON. Dollar signs are escaped, because the kubelet expands $(NAME) in values. */
    private static String json(Order order) {
        try {
            return JSON.writeValueAsString(order).replace("$", "\\u0024");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers always have a JSON form", e);
        }
    }
}
