package io.nettools.controller.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** Limits for JSON from the API server: as large as objects that it stores. */
public final class ApiJson {
    /**
     * Limit for a name, text or number. etcd takes requests of 1.5 MiB by default, and its documentation advises 8 MiB
     * at most. JSON may write a byte as six.
     */
    private static final int LONGEST = 64 << 20;

    private ApiJson() {}

    /**
     * A factory with these limits. The library's own limits are for documents of strangers, and are below the size of
     * an object.
     */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(LONGEST)
                        .maxStringLength(LONGEST)
                        .maxNumberLength(LONGEST)
                        .build())
                // a table of names that outlives the document would keep a tenant's names
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }
}
