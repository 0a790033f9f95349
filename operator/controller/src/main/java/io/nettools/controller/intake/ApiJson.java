package io.nettools.controller.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How much of JSON the API server may send: as much as it stores. */
public final class ApiJson {
    /** etcd takes requests of 1.5 MiB when nothing else is configured, and 8 MiB is what its documentation advises at most; JSON may write a byte as six. */
    private static final int LONGEST = 64 << 20;

    private ApiJson() {}

    /** The library's own limits are for documents of strangers, and below what an object may hold. */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(LONGEST)
                        .maxStringLength(LONGEST)
                        .maxNumberLength(LONGEST)
                        .build())
                // a table of names that outlives the document would keep a tenant's
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }
}
