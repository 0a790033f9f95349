package io.nettools.controller.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves empty texts, lists and maps out of all records of a target's status: they have no content, and the budget of
 * the status does not count them. The records are selected by package rather than by name, so that no new record is
 * forgotten.
 */
final class WithoutEmpties extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    private static final Set<String> PACKAGES =
            Set.of(TargetStatus.class.getPackageName(), NetworkInterface.class.getPackageName());

    private static final Set<Class<?>> TEXTS_LISTS_AND_MAPS = Set.of(String.class, List.class, Map.class);

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated at) {
        return at instanceof AnnotatedClass type && ofStatus(type.getRawType())
                ? JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)
                : null;
    }

    /** Reads absent texts, lists and maps as empty, not as null, for the next decision. */
    @Override
    public JsonSetter.Value findSetterInfo(Annotated at) {
        return at instanceof AnnotatedParameter component
                        && ofStatus(component.getDeclaringClass())
                        && TEXTS_LISTS_AND_MAPS.contains(component.getRawType())
                ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
                : null;
    }

    private static boolean ofStatus(Class<?> type) {
        return type.isRecord() && PACKAGES.contains(type.getPackageName());
    }
}
