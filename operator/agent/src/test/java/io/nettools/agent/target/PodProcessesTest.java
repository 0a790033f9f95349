package io.nettools.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.target.PodProcesses.Found;
import io.nettools.analyser.order.TargetPod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T4: processes end, and their numbers are reused. */
class PodProcessesTest {
    private static final String UID = "8c5f1a7e-9f5d-4f53-9f3e-0d2d6a1b7c11";
    private static final String ID = "a".repeat(64);
    private static final String CGROUP = "0::/kubepods/pod" + UID + "/" + ID + "\n";

    @TempDir
    Path proc;

    @Test
    void processesAreSortedByTheirStart() throws IOException {
        process(9, 200, CGROUP);
        process(12, 100, CGROUP);
        process(7, 200, CGROUP);
        process(1, 1, "0::/\n");
        assertEquals(
                List.of(12L, 7L, 9L),
                processes().ofContainers().stream().map(Found::number).toList());
    }

    @Test
    void anEndedProcessIsIgnored() throws IOException {
        process(9, 200, CGROUP);
        Files.delete(proc.resolve("9/stat"));
        assertEquals(List.of(), processes().ofPod());
        Files.writeString(proc.resolve("9/stat"), "");
        assertEquals(List.of(), processes().ofPod());
    }

    /**
     * A number may also be reused by another process of the same pod: the namespace was opened through the former one.
     */
    @Test
    void aReusedNumberIsAnotherProcess() throws IOException {
        process(9, 200, CGROUP);
        Found found = processes().ofContainers().getFirst();
        assertTrue(processes().still(found));
        process(9, 201, CGROUP);
        assertFalse(processes().still(found));
    }

    @Test
    void aProcessInAnotherCgroupIsNoLongerTheSame() throws IOException {
        process(9, 200, CGROUP);
        Found found = processes().ofContainers().getFirst();
        process(9, 200, CGROUP.replace(ID, "b".repeat(64)));
        assertFalse(processes().still(found));
    }

    @Test
    void anEmptyIdentityHasNoProcesses() throws IOException {
        process(9, 200, CGROUP);
        TargetPod nobody = new TargetPod("", "", List.of("", ID), List.of());
        assertEquals(List.of(), new PodProcesses(proc, nobody, "0::/\n").ofPod());
    }

    private PodProcesses processes() {
        return new PodProcesses(proc, new TargetPod(UID, "", List.of(ID), List.of()), "0::/\n");
    }

    private void process(int number, long began, String cgroup) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Integer.toString(number)));
        Files.writeString(folder.resolve("cgroup"), cgroup);
        Files.writeString(folder.resolve("stat"), "%d (a) b) S%s %d 0 0".formatted(number, " 0".repeat(18), began));
    }
}
