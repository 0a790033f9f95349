package io.nettools.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T16, T18: a tool finds none of the trace pod's volumes. Runs the real tools and needs root. */
class SeclusionTest {
    @TempDir
    Path folder;

    private Path volume;
    private Path secret;

    @BeforeEach
    void mount() throws Exception {
        volume = Files.createDirectory(folder.resolve("volume"));
        Command.run("mount", "-t", "tmpfs", "none", volume.toString());
        Path inner = Files.createDirectory(volume.resolve("inner"));
        Command.run("mount", "-t", "tmpfs", "none", inner.toString());
        secret = Files.writeString(volume.resolve("secret"), "secret");
    }

    @AfterEach
    void unmount() throws Exception {
        Command.run("umount", "--recursive", volume.toString());
    }

    @Test
    void aToolSeesNoVolumeAndCannotMountIt() throws Exception {
        try (NetworkNamespace own = NetworkNamespace.open(Path.of("/proc/self/ns/net"))) {
            Seclusion seclusion = new Seclusion(List.of(volume, folder.resolve("not-mounted")));
            assertEquals("", run(own, seclusion, "find", volume.toString(), "-mindepth", "1"));
            assertFalse(run(own, seclusion, "cat", "/proc/self/mountinfo").contains(volume.toString()));
            String back = run(
                    own,
                    seclusion,
                    "unshare",
                    "--user",
                    "--map-root-user",
                    "--mount",
                    "nsenter",
                    "--mount=/proc/1/ns/mnt",
                    "cat",
                    secret.toString());
            assertFalse(back.contains("secret"), back);
            assertTrue(Files.exists(secret), "the agent's own must stay");
        }
    }

    /** Without / the mountinfo cannot be read either. */
    @Test
    void aToolDoesNotRunIfMountsCannotBeRead() throws Exception {
        try (NetworkNamespace own = NetworkNamespace.open(Path.of("/proc/self/ns/net"))) {
            Seclusion seclusion = new Seclusion(List.of(Path.of("/")));
            Tool.Outcome outcome = Tool.runUnprivileged(
                    own, seclusion, Unprivileged.Plain, Duration.ofSeconds(10), List.of("echo", "ran"));
            assertFalse(outcome.output().contains("ran"), outcome::toString);
            assertFalse(outcome.succeeded(), outcome::toString);
        }
    }

    private static String run(NetworkNamespace own, Seclusion seclusion, String... command) throws IOException {
        Duration limit = Duration.ofSeconds(10);
        return Tool.runUnprivileged(own, seclusion, Unprivileged.Plain, limit, List.of(command))
                .output();
    }
}
