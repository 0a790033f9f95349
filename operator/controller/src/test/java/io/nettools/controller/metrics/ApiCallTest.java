package io.nettools.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.fixture.Manifests;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCallTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    /apis/nettools.io/v1alpha1/networktraces,                              true,  watch, networktraces",
        "GET,    /apis/nettools.io/v1alpha1/networktraces,                              false, list,  networktraces",
        "GET,    /apis/nettools.io/v1alpha1/namespaces/shop/networktraces/hello,        false, get,   networktraces",
        "PATCH,  /apis/nettools.io/v1alpha1/namespaces/shop/networktraces/hello/status, false, patch,"
                + " networktraces/status",
        "POST,   /api/v1/namespaces/nettrace-traces/pods,                               false, create, pods",
        "DELETE, /api/v1/namespaces/nettrace-traces/pods/trace-1,                       false, delete, pods",
        "PUT,    /apis/coordination.k8s.io/v1/namespaces/nettrace-system/leases/networktrace-operator, false, update,"
                + " leases",
        "GET,    /api/v1/namespaces/shop,                                               false, get,   namespaces",
        "GET,    /api/v1/nodes/node-1,                                                  false, get,   nodes",
        "POST,   /apis/authorization.k8s.io/v1/subjectaccessreviews,                    false, create,"
                + " subjectaccessreviews"
    })
    void requestsAreNamedAsInARole(String method, String path, boolean watch, String verb, String resource) {
        assertEquals(new ApiCall(verb, resource), ApiCall.of(method, path, watch));
    }

    /** An object's name may be that of a resource, and no name becomes a label's value. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/namespaces/shop/pods/services,    pods",
        "/api/v1/namespaces/pods/services/nodes,   services",
        "/api/v1/namespaces/shop/secrets/pods,     other",
        "/api/v1/namespaces/shop/pods/web/tenants, other",
        "/, other",
        "/version, other",
        "//, other"
    })
    void whatIsNoResourceOfOursIsOther(String path, String resource) {
        assertEquals(resource, ApiCall.of("GET", path, false).resource());
        assertEquals(ApiCall.OTHER, ApiCall.of("BREW", path, false).verb());
    }

    @Test
    void eachResourceOfTheOperatorsRolesIsKnown() {
        Set<String> inRoles = Manifests.ofKind("ClusterRole", "Role").stream()
                .filter(role -> Manifests.name(role).startsWith("networktrace-operator"))
                .flatMap(role -> Manifests.items(role.path("rules")))
                .flatMap(rule -> Manifests.items(rule.path("resources")))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        assertEquals(ApiCall.RESOURCES, inRoles);
    }
}
