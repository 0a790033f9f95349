package io.nettools.analyser.http;

import java.util.Set;

/** Status codes of gRPC (the project's doc/statuscodes.md). */
final class GrpcStatus {
    static final int OK = 0;
    static final int DEADLINE_EXCEEDED = 4;

    private static final String[] NAMES = {
        "OK",
        "CANCELLED",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "DEADLINE_EXCEEDED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS",
        "UNAUTHENTICATED"
    };

    /** Codes of failures of the server, or of the services that it calls. */
    private static final Set<Integer> OF_THE_SERVER = Set.of(2, 8, 13, 14, 15);

    private GrpcStatus() {}

    /** The name of a code; "status N" when the code has no name. */
    static String name(int code) {
        return code < NAMES.length ? NAMES[code] : "status " + code;
    }

    static boolean serverFailed(int code) {
        return OF_THE_SERVER.contains(code);
    }
}
