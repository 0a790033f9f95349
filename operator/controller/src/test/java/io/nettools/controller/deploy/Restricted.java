package io.nettools.controller.deploy;

import static io.nettools.controller.fixture.Manifests.items;
import static io.nettools.controller.fixture.Manifests.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Pod Security, level restricted (kubernetes.io/docs/concepts/security/pod-security-standards), and what reviewers ask besides: a
 * read-only root, a memory limit, an image with a tag.
 */
final class Restricted {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> SELINUX = Set.of("", "container_t", "container_init_t", "container_kvm_t");
    private static final Set<String> CONFINED = Set.of("RuntimeDefault", "Localhost");

    private Restricted() {}

    /** All that is not as the standard has it, in the words of the manifest. */
    static List<String> deviations(JsonNode spec) {
        Stream<String> host = Stream.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace")
                .filter(field -> spec.path(field).asBoolean());
        Stream<String> volumes = items(spec.path("volumes"))
                .filter(volume -> volume.properties().stream().noneMatch(field -> VOLUMES.contains(field.getKey())))
                .map(volume -> "volume " + volume.path("name").asText());
        Stream<String> containers = Stream.of("initContainers", "containers")
                .flatMap(field -> items(spec.path(field)))
                .flatMap(container -> deviations(spec.path("securityContext"), container));
        return Stream.of(host, volumes, containers).flatMap(Function.identity()).toList();
    }

    private static Stream<String> deviations(JsonNode pod, JsonNode container) {
        JsonNode own = container.path("securityContext");
        return Stream.of(users(pod, own), rights(own), modules(pod, own), besides(own, container))
                .flatMap(Function.identity())
                .map(text -> container.path("name").asText() + ": " + text);
    }

    private static Stream<String> users(JsonNode pod, JsonNode own) {
        return Stream.of(
                        own.path("runAsNonRoot")
                                        .asBoolean(pod.path("runAsNonRoot").asBoolean())
                                ? ""
                                : "runAsNonRoot",
                        own.path("runAsUser").asInt(pod.path("runAsUser").asInt(1)) == 0 ? "runAsUser 0" : "")
                .filter(text -> !text.isEmpty());
    }

    private static Stream<String> rights(JsonNode own) {
        Stream<String> added = texts(own.at("/capabilities/add")).stream()
                .filter(name -> !name.equals("NET_BIND_SERVICE"))
                .map(name -> "adds " + name);
        Stream<String> others = Stream.of(
                        own.path("privileged").asBoolean() ? "privileged" : "",
                        own.path("allowPrivilegeEscalation").asBoolean(true) ? "allowPrivilegeEscalation" : "",
                        texts(own.at("/capabilities/drop")).contains("ALL") ? "" : "does not drop ALL")
                .filter(text -> !text.isEmpty());
        return Stream.concat(others, added);
    }

    private static Stream<String> modules(JsonNode pod, JsonNode own) {
        String seccomp = own.at("/seccompProfile/type")
                .asText(pod.at("/seccompProfile/type").asText());
        String selinux = own.at("/seLinuxOptions/type").asText();
        String appArmor = own.at("/appArmorProfile/type").asText("RuntimeDefault");
        return Stream.of(
                        CONFINED.contains(seccomp) ? "" : "seccomp",
                        SELINUX.contains(selinux) ? "" : "SELinux " + selinux,
                        CONFINED.contains(appArmor) ? "" : "AppArmor " + appArmor)
                .filter(text -> !text.isEmpty());
    }

    private static Stream<String> besides(JsonNode own, JsonNode container) {
        String image = container.path("image").asText();
        return Stream.of(
                        own.path("readOnlyRootFilesystem").asBoolean() ? "" : "root is writable",
                        container.at("/resources/limits/memory").isMissingNode() ? "no memory limit" : "",
                        image.matches(".*(:[^:/]+|@sha256:.*)") && !image.endsWith(":latest") ? "" : "image has no tag",
                        items(container.path("ports")).anyMatch(port -> port.has("hostPort")) ? "hostPort" : "")
                .filter(text -> !text.isEmpty());
    }
}
