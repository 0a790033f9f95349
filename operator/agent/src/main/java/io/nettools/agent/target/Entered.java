package io.nettools.agent.target;

import java.io.IOException;

/**
 * The target's network namespace, held open.
 *
 * @param uid whose it is by the cgroup of the process through which it was entered: the pod's UID, or the hash of a static pod's manifest;
 *     of a node its UID
 * @param ofNode whether it is the node's own
 */
public record Entered(NetworkNamespace namespace, String uid, boolean ofNode) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        namespace.close();
    }
}
