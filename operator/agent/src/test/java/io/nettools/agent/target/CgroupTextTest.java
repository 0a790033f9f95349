package io.nettools.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.TargetPod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupTextTest {
    private static final String ID = "5f0f3d3e1b6c4a8f9d2e7c1b0a9f8e7d6c5b4a39281706f5e4d3c2b1a0f9e8d7";
    private static final String UID = "8c5f1a7e-9f5d-4f53-9f3e-0d2d6a1b7c11";
    private static final String HASH = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final TargetPod POD = new TargetPod(UID, HASH, List.of(ID), List.of());

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
    void aContainerIsKnownByItsIdAndItsPodsUid(String shape) {
        CgroupText text = text(shape);
        assertTrue(text.inContainerOf(POD));
        assertTrue(text.inPod(new TargetPod(UID, "", List.of(), List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0::/kubepods.slice/kubepods-podU_.slice/crio-conmon-ID.scope\n",
                "0::/kubepods/podU-/crio-conmon-ID\n",
                "2:pids:/kubepods/podU-/ID\n1:name=systemd:/crio-conmon-ID.scope\n"
            })
    void theMonitorOfAContainerIsNotInIt(String shape) {
        assertFalse(text(shape).inContainerOf(POD));
        assertFalse(text(shape).inPod(POD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0::/\n", "", "0::/kubepods/podU-0/xID\n", "0::/kubepods/podU-/IDf\n", "0::/podU-x/fID\n"})
    void aLongerIdIsAnother(String shape) {
        assertFalse(text(shape).inContainerOf(POD));
    }

    @Test
    void aStaticPodIsKnownByTheHashOfItsManifest() {
        CgroupText text = new CgroupText("0::/kubepods/burstable/pod" + HASH + "/" + "f".repeat(64) + "\n");
        assertTrue(text.inPod(POD));
        assertFalse(text.inContainerOf(POD));
    }

    @Test
    void anEmptyIdentityMatchesNothing() {
        TargetPod nobody = new TargetPod("", "", List.of("", " "), List.of());
        CgroupText text = text("0::/kubepods/podU-/ID\n");
        assertEquals(List.of(false, false), List.of(text.inContainerOf(nobody), text.inPod(nobody)));
    }

    private static CgroupText text(String shape) {
        return new CgroupText(shape.replace("ID", ID).replace("U-", UID).replace("U_", UID.replace('-', '_')));
    }
}
