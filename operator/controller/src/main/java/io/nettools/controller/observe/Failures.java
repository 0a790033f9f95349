package io.nettools.controller.observe;

import com.fasterxml.jackson.core.JacksonException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.stream.Stream;

/** Separates failures of an observation that pass by themselves from those that would repeat for ever. */
public final class Failures {
    /** Status codes for a request that is itself wrong: the same request would fail again. */
    private static final Set<Integer> OUR_MISTAKE = Set.of(400, 405, 406, 413, 414, 415, 422);

    private Failures() {}

    /**
     * Whether the same observation would fail again. Failures of the API server and the network pass, and are tried
     * again.
     */
    public static boolean lasting(RuntimeException failure) {
        return !(failure instanceof KubernetesClientException said)
                || OUR_MISTAKE.contains(said.getCode())
                || causes(said)
                        .anyMatch(cause -> cause instanceof JacksonException
                                || cause instanceof ClassCastException
                                || cause instanceof IllegalArgumentException
                                || cause instanceof NullPointerException);
    }

    private static Stream<Throwable> causes(Throwable of) {
        return Stream.iterate(of, cause -> cause != null, Throwable::getCause).limit(16);
    }
}
