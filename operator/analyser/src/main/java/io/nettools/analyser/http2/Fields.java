package io.nettools.analyser.http2;

import io.nettools.analyser.redaction.RequestTarget;

/** Values of the header fields that are read, from one block; reused for each block. */
public final class Fields {
    private static final String GRPC = "application/grpc";

    private String method = "";
    private String path = "";
    private int status;
    private boolean grpc;
    private int grpcStatus = -1;

    void clear() {
        method = "";
        path = "";
        status = 0;
        grpc = false;
        grpcStatus = -1;
    }

    void put(FieldName name, String value) {
        switch (name) {
            case Method -> method = value;
            case Path -> path = value;
            case Status -> status = number(value, 0);
            case ContentType -> grpc = value.startsWith(GRPC);
            case GrpcStatus -> grpcStatus = number(value, -1);
        }
    }

    private static int number(String value, int none) {
        int number = value.isEmpty() ? none : 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (i == 3 || digit < 0 || digit > 9) {
                return none;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** E.g. POST; not escaped; empty when not known. */
    public String method() {
        return method;
    }

    /** As it was sent, perhaps cut; empty when not known. */
    public RequestTarget path() {
        return RequestTarget.of(path, path.length() >= FieldDecoder.LONGEST_VALUE);
    }

    /** Status code; 0 when not known or not there, as in trailers. */
    public int status() {
        return status;
    }

    /** Whether the content type is one of gRPC's. */
    public boolean grpc() {
        return grpc;
    }

    /** Value of grpc-status; -1 when not known or not there. */
    public int grpcStatus() {
        return grpcStatus;
    }
}
