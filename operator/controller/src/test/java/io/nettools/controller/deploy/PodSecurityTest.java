package io.nettools.controller.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operator is an ordinary program, the analyser too; what the capture needs beyond that is this list and nothing else. */
class PodSecurityTest {

    @Test
    void theOperatorIsRestricted() {
        assertEquals(
                List.of(), Restricted.deviations(Manifests.only("Deployment").at("/spec/template/spec")));
    }

    @Test
    void theCaptureContainerDeviatesByThisList() {
        assertEquals(
                List.of(
                        "volume proc",
                        "capture: runAsNonRoot",
                        "capture: runAsUser 0",
                        "capture: allowPrivilegeEscalation",
                        "capture: adds SYS_ADMIN",
                        "capture: adds SYS_PTRACE",
                        "capture: adds NET_RAW",
                        "capture: adds SETUID",
                        "capture: adds SETGID",
                        "capture: SELinux spc_t",
                        "capture: AppArmor Unconfined"),
                Restricted.deviations(tracePod("capabilities")));
    }

    @Test
    void conntrackAndTopologyTakeOneCapabilityMoreEach() {
        List<String> more = new java.util.ArrayList<>(Restricted.deviations(tracePod("capabilities-everything")));
        more.removeAll(Restricted.deviations(tracePod("capabilities")));
        assertEquals(List.of("capture: adds NET_ADMIN", "capture: adds DAC_OVERRIDE"), more);
    }

    @Test
    void privilegedIsSaidAndStillNobodyElses() {
        assertEquals(
                List.of(
                        "volume proc",
                        "capture: runAsNonRoot",
                        "capture: runAsUser 0",
                        "capture: privileged",
                        "capture: allowPrivilegeEscalation",
                        "capture: does not drop ALL",
                        "capture: seccomp",
                        "capture: SELinux spc_t",
                        "capture: AppArmor Unconfined"),
                Restricted.deviations(tracePod("privileged")));
    }

    @Test
    void theNodesFilesAreProcReadOnlyInTheCaptureContainerAlone() {
        JsonNode spec = tracePod("capabilities");
        List<JsonNode> hostPaths = Manifests.items(spec.path("volumes"))
                .filter(volume -> volume.has("hostPath"))
                .toList();
        assertEquals(1, hostPaths.size());
        assertEquals("/proc", hostPaths.getFirst().at("/hostPath/path").asText());
        List<String> mounts = Manifests.items(spec.path("containers"))
                .flatMap(container -> Manifests.items(container.path("volumeMounts"))
                        .filter(mount -> mount.path("name").asText().equals("proc"))
                        .map(mount -> container.path("name").asText() + " readOnly="
                                + mount.path("readOnly").asText()))
                .toList();
        assertEquals(List.of("capture readOnly=true"), mounts);
    }

    @Test
    void nobodyElseWritesWhatTheAnalyserReads() {
        JsonNode analyser = Manifests.items(tracePod("capabilities").path("containers"))
                .filter(container -> container.path("name").asText().equals("analyser"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(
                        "work at /work, readOnly=true",
                        "nothing at /usr/bin, readOnly=true",
                        "nothing at /usr/sbin, readOnly=true"),
                Manifests.items(analyser.path("volumeMounts"))
                        .map(mount -> "%s at %s, readOnly=%s"
                                .formatted(
                                        mount.path("name").asText(),
                                        mount.path("mountPath").asText(),
                                        mount.path("readOnly").asText()))
                        .toList());
    }

    @Test
    void noTokenIsInATracePod() {
        assertEquals(
                false,
                tracePod("capabilities").path("automountServiceAccountToken").asBoolean(true));
        JsonNode account = Manifests.ofKind("ServiceAccount").stream()
                .filter(one -> Manifests.name(one).equals("nettrace-pod"))
                .findFirst()
                .orElseThrow();
        assertEquals(false, account.path("automountServiceAccountToken").asBoolean(true));
    }

    private static JsonNode tracePod(String file) {
        return Yaml.tree(Path.of("src/test/resources/rendered-pods", file + ".yaml"))
                .path("spec");
    }
}
