package io.nettools.agent.target;

import java.io.IOException;

/**
 * The target's network namespace, held open.
 *
 * @param uid its owner, from the cgroup of the process through which it was entered: the pod's UID, or the hash of a
 *     static pod's manifest; for a node the node's UID
 * @param ofNode whether it is the node's namespace
 */
public record Entered(NetworkNamespace namespace, String uid, boolean ofNode) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        namespace.close();
    }
}
