package io.nettools.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodCgroupTest {
    private static final String ID = "5f0f3d3e1b6c4a8f9d2e7c1b0a9f8e7d6c5b4a39281706f5e4d3c2b1a0f9e8d7";
    private static final String UID = "8c5f1a7e-9f5d-4f53-9f3e-0d2d6a1b7c11";
    private static final String OTHER_ID = "e".repeat(64);
    private static final String OTHER = "11111111-9f5d-4f53-9f3e-0d2d6a1b7c11";
    private static final String HASH = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final String UNKNOWN = "0::/\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podU_.slice/cri-containerd-ID.scope\n",
                "0::/kubepods.slice/kubepods-podU_.slice/crio-ID.scope\n",
                "0::/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podU_.slice/crio-ID.scope/container\n",
                "0::/kubepods.slice/kubepods-podU_.slice/docker-ID.scope\n",
                "0::/kubepods/burstable/podU-/ID\n",
                "0::/kubepods/podU-/crio-ID\n",
                "0::/../../kubepods-podU_.slice/cri-containerd-ID.scope\n",
                "0::/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-podU_.slice/cri-containerd-ID.scope\n",
                "9:name=systemd:/\n8:pids:/kubepods/besteffort/podU-/ID\n0::/\n",
                "4:memory:/system.slice/containerd.service/kubepods-podU_.slice:cri-containerd:ID\n",
            })
    void aContainerIsIdentifiedByItsIdAndItsPodsUid(String shape) {
        assertEquals(Optional.of(new PodCgroup(UID, ID)), place(shape, UNKNOWN));
    }

    @Test
    void aStaticPodIsIdentifiedByTheHashOfItsManifest() {
        assertEquals(Optional.of(new PodCgroup(HASH, ID)), place("0::/kubepods/burstable/pod" + HASH + "/ID", UNKNOWN));
    }

    /** Kata Containers names the sandbox in its own way. */
    @ParameterizedTest
    @ValueSource(strings = {"0::/kubepods/podU-\n", "0::/kubepods/podU-/kata_ID\n"})
    void aProcessOutsideContainersIsInItsPod(String shape) {
        assertEquals(Optional.of(new PodCgroup(UID, "")), place(shape, UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::/kubepods.slice/kubepods-podU_.slice/crio-conmon-ID.scope\n",
                "0::/kubepods/podU-/crio-conmon-ID\n",
                "2:pids:/kubepods/podU-/ID\n1:name=systemd:/crio-conmon-ID.scope\n"
            })
    void theMonitorOfAContainerIsInNoPod(String shape) {
        assertEquals(Optional.empty(), place(shape, UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0::/\n",
                "kubepods/podU-/ID",
                "0::/kubepods/podU-0/ID\n",
                "0::/kubepods/xpodU-/ID\n",
                "0::/kubepods/pod8C5F1A7E-9f5d-4f53-9f3e-0d2d6a1b7c11/ID\n",
                "0::/user.slice/ID\n",
            })
    void aMalformedPathIsInNoPod(String shape) {
        assertEquals(Optional.empty(), place(shape, UNKNOWN));
    }

    /** A container's ID is a whole component of 64 digits. */
    @ParameterizedTest
    @ValueSource(strings = {"IDf", "fID", "x-ID", "cri-containerd-ID.slice", "f00d"})
    void anIdIsAWholeComponent(String container) {
        assertEquals(Optional.of(new PodCgroup(UID, "")), place("0::/kubepods/podU-/" + container, UNKNOWN));
    }

    /** T4: a pod that runs containers itself can give any names to the cgroups below its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::/kubepods/podOTHER-/OTHERID/kubepods/podU-/ID\n",
                "0::/kubepods.slice/kubepods-podOTHER_.slice/crio-OTHERID.scope/podU-/crio-ID\n",
                "0::/../../podOTHER-/OTHERID/podU-/ID\n",
                "0::/kubepods/podOTHER-/OTHERID/../../podU-/ID\n",
            })
    void aPodsNameInsideAPodIsIgnored(String shape) {
        assertEquals(Optional.of(new PodCgroup(OTHER, OTHER_ID)), place(shape, UNKNOWN));
    }

    /** T4: the same where the kubelet creates no cgroups for pods, or a container does not belong to it. */
    @Test
    void aPodsNameInsideAContainerIsIgnored() {
        assertEquals(Optional.empty(), place("0::/docker/OTHERID/kubepods/podU-/ID\n", UNKNOWN));
    }

    /**
     * A node in a container, or in a pod of another cluster: the upper part of the path is shared with this program's
     * own cgroup.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::/docker/OTHERID/kubelet/kubepods",
                "0::/kubepods/podOTHER-/OTHERID/kubepods",
                "1:pids:/kubepods.slice/kubepods-podOTHER_.slice/cri-containerd-OTHERID.scope/kubepods.slice"
            })
    void podsOfANodeInAContainerAreFound(String node) {
        String own = node + "/pod22222222-9f5d-4f53-9f3e-0d2d6a1b7c11/" + "d".repeat(64) + "\n";
        assertEquals(Optional.of(new PodCgroup(UID, ID)), place(node + "/podU-/ID\n", own));
        assertEquals(
                Optional.of(new PodCgroup(OTHER, OTHER_ID)),
                place(node + "/podOTHER-/OTHERID/kubepods/podU-/ID\n", own));
    }

    /** T4: a program may have rights over a hierarchy that no runtime uses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8:pids:/kubepods/podOTHER-/OTHERID\n9:misc:/kubepods/podU-/ID\n",
                "8:pids:/kubepods/podU-/OTHERID\n9:misc:/kubepods/podU-/ID\n"
            })
    void disagreeingHierarchiesAreInNoPod(String shape) {
        assertEquals(Optional.empty(), place(shape, UNKNOWN));
    }

    private static Optional<PodCgroup> place(String shape, String own) {
        return PodCgroup.of(filled(shape), filled(own));
    }

    private static String filled(String shape) {
        return shape.replace("OTHERID", OTHER_ID)
                .replace("OTHER-", OTHER)
                .replace("OTHER_", OTHER.replace('-', '_'))
                .replace("ID", ID)
                .replace("U-", UID)
                .replace("U_", UID.replace('-', '_'));
    }
}
