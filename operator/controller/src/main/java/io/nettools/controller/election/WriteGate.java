package io.nettools.controller.election;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;

/**
 * Lets a client write only while the lease is held. It checks each attempt of a request, including retries by the
 * client itself. A refused write throws an exception.
 */
public final class WriteGate implements Interceptor {
    private final Fence fence;

    public WriteGate(Fence fence) {
        this.fence = fence;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!request.method().equals("GET") && !fence.open()) {
            throw new LeaseNotHeldException(
                    request.method() + " " + request.uri().getPath());
        }
    }

    /** A write that was refused: another replica may be leading and write the same. */
    public static final class LeaseNotHeldException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        LeaseNotHeldException(String write) {
            super("not written, because another replica may hold the lease by now: " + write);
        }
    }
}
