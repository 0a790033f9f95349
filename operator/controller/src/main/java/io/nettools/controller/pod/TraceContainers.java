package io.nettools.controller.pod;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Handover;
import io.nettools.analyser.order.Order;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.ops.Settings.CpuAndMemory;
import io.nettools.controller.ops.Settings.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The two containers of a trace pod. One may enter namespaces and parses no packet; the other parses packets and has no
 * privilege.
 */
public final class TraceContainers {
    public static final String CAPTURE = "capture";
    public static final String ANALYSER = "analyser";

    static final String WORK = "work";
    static final String PROC = "proc";
    static final String CONTROL = "control";
    static final String NETNS = "netns";
    static final String NOTHING = "nothing";

    private static final long NOBODY = 65532;
    private static final String JAVA = "/opt/nettrace/bin/java";
    private static final String OPTIONS = "@/opt/nettrace/nettrace.options";

    private static final CpuAndMemory CAPTURE_REQUEST = new CpuAndMemory("50m", "128Mi");

    /** Least possible weight: the node's pods come first, and the analyser may be late. */
    private static final CpuAndMemory ANALYSER_REQUEST = new CpuAndMemory("1m", "96Mi");

    /**
     * Changes to the scheduling class SCHED_IDLE, which needs no privilege, and then runs the program. chrt is in our
     * own folder, because the image's programs are hidden.
     */
    private static final List<String> IDLE = List.of("/opt/nettrace/bin/chrt", "--idle", "0");

    /** Folders of the image's programs. The analyser needs none of them. */
    private static final List<String> PROGRAMS = List.of("/usr/bin", "/usr/sbin");

    private final Settings settings;

    TraceContainers(Settings settings) {
        this.settings = settings;
    }

    /**
     * The container that enters the target's network namespace and runs the tools there. Its postStart hook returns
     * when the agent connects to a socket, which happens when tcpdump reports that it captures. So the pod's Ready
     * proves that it is attached.
     */
    Container capture(String json, Order order) {
        return container(CAPTURE, json, List.of(JAVA, OPTIONS, "capture"))
                .withSecurityContext(captureSecurity(order))
                .withVolumeMounts(captureMounts(order))
                .withResources(resources(CAPTURE_REQUEST, settings.containers().capture()))
                .withNewLifecycle()
                .withNewPostStart()
                .withNewExec()
                .withCommand("socat", "-u", "UNIX-LISTEN:" + Handover.WORK + "/" + Handover.ATTACHED_SOCKET, "-")
                .endExec()
                .endPostStart()
                .endLifecycle()
                .build();
    }

    private static List<VolumeMount> captureMounts(Order order) {
        List<VolumeMount> mounts = new ArrayList<>(List.of(
                mount(WORK, Handover.WORK, false),
                mount(PROC, Handover.HOST_PROC, true),
                mount(CONTROL, Handover.CONTROL, true)));
        if (looksAtNode(order)) {
            mounts.add(mount(NETNS, Handover.NETNS, false));
        }
        return mounts;
    }

    /** The only container that parses packets. It has no other program, in case a packet takes control of it. */
    Container analyser(String order) {
        return container(
                        ANALYSER,
                        order,
                        Stream.concat(IDLE.stream(), Stream.of(JAVA, OPTIONS, "read"))
                                .toList())
                .withSecurityContext(new SecurityContextBuilder()
                        .withRunAsNonRoot(true)
                        .withRunAsUser(NOBODY)
                        .withRunAsGroup(NOBODY)
                        .withAllowPrivilegeEscalation(false)
                        .withReadOnlyRootFilesystem(true)
                        .withCapabilities(
                                new CapabilitiesBuilder().withDrop("ALL").build())
                        .withNewSeccompProfile()
                        .withType("RuntimeDefault")
                        .endSeccompProfile()
                        .build())
                .withVolumeMounts(Stream.concat(
                                Stream.of(mount(WORK, Handover.WORK, true)),
                                PROGRAMS.stream().map(path -> mount(NOTHING, path, true)))
                        .toList())
                .withResources(resources(ANALYSER_REQUEST, settings.containers().analyser()))
                .build();
    }

    private ContainerBuilder container(String name, String order, List<String> command) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(settings.image())
                .withImagePullPolicy(settings.imagePullPolicy())
                .withCommand(command)
                .withEnv(new EnvVarBuilder()
                        .withName(Order.VARIABLE)
                        .withValue(order)
                        .build())
                .withTerminationMessagePath(Handover.TERMINATION_LOG)
                .withTerminationMessagePolicy("File");
    }

    private static ResourceRequirements resources(CpuAndMemory request, CpuAndMemory limit) {
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(request))
                .withLimits(quantities(limit))
                .build();
    }

    private static Map<String, Quantity> quantities(CpuAndMemory of) {
        return Map.of("cpu", new Quantity(of.cpu()), "memory", new Quantity(of.memory()));
    }

    /**
     * The security context, with spc_t and unconfined AppArmor: both modules forbid setns and ptrace-reads across
     * containers by default.
     */
    private SecurityContext captureSecurity(Order order) {
        SecurityContextBuilder security = new SecurityContextBuilder()
                .withRunAsNonRoot(false)
                .withRunAsUser(0L)
                .withRunAsGroup(0L)
                .withReadOnlyRootFilesystem(true)
                .withNewSeLinuxOptions()
                .withType("spc_t")
                .endSeLinuxOptions()
                .withNewAppArmorProfile()
                .withType("Unconfined")
                .endAppArmorProfile()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile();
        return settings.profile() == Profile.privileged
                ? security.withPrivileged(true).withSeccompProfile(null).build()
                : security.withCapabilities(capabilities(order)).build();
    }

    /**
     * Capabilities, each for a known need: to enter (SYS_ADMIN, SYS_PTRACE), to capture (NET_RAW), for tcpdump -Z
     * (SETUID, SETGID), for conntrack (NET_ADMIN), and for Open vSwitch's database (DAC_OVERRIDE), whose socket belongs
     * to a user of its own on some nodes.
     */
    private static Capabilities capabilities(Order order) {
        List<String> add = new ArrayList<>(List.of("SYS_ADMIN", "SYS_PTRACE", "NET_RAW", "SETUID", "SETGID"));
        if (order.asks(Extra.Conntrack)) {
            add.add("NET_ADMIN");
        }
        if (looksAtNode(order)) {
            add.add("DAC_OVERRIDE");
        }
        return new CapabilitiesBuilder().withDrop("ALL").withAdd(add).build();
    }

    /**
     * Whether the order needs the node's namespace: topology does, and so do views, which capture where the topology's
     * path leads.
     */
    static boolean looksAtNode(Order order) {
        return order.asks(Extra.Topology) || order.asks(Extra.NodeViews);
    }

    private static VolumeMount mount(String volume, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build();
    }
}
