package io.nettools.analyser.http2;

/** The header fields that are read; all others are skipped and never kept. */
enum FieldName {
    Method(":method"),
    Path(":path"),
    Status(":status"),
    ContentType("content-type"),
    GrpcStatus("grpc-status");

    private static final FieldName[] ALL = values();

    private final String text;

    FieldName(String text) {
        this.text = text;
    }

    /** The field of a literal name; null for any other name. */
    static FieldName of(String text) {
        for (FieldName name : ALL) {
            if (name.text.equals(text)) {
                return name;
            }
        }
        return null;
    }

    /** The field of an entry of the static table (RFC 7541 Appendix A); null for any other entry. */
    static FieldName ofStatic(int index) {
        return switch (index) {
            case 2, 3 -> Method;
            case 4, 5 -> Path;
            case 8, 9, 10, 11, 12, 13, 14 -> Status;
            case 31 -> ContentType;
            default -> null;
        };
    }

    /** The value of an entry of the static table; empty when it has no value or its field is not read. */
    static String staticValue(int index) {
        return switch (index) {
            case 2 -> "GET";
            case 3 -> "POST";
            case 4 -> "/";
            case 5 -> "/index.html";
            case 8 -> "200";
            case 9 -> "204";
            case 10 -> "206";
            case 11 -> "304";
            case 12 -> "400";
            case 13 -> "404";
            case 14 -> "500";
            default -> "";
        };
    }
}
