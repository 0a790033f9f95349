package io.nettools.controller.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A kind of request to the API server. Both words come from a closed list, so that no name of an object becomes a
 * label's value.
 *
 * @param verb as in a role: get, list, watch, create, update, patch, delete
 * @param resource plural name with its subresource, as in a role; {@code other} for any other resource
 */
public record ApiCall(String verb, String resource) {
    static final String OTHER = "other";

    /** The resources of deploy/'s roles. */
    static final Set<String> RESOURCES = Set.of(
            "networktraces",
            "networktraces/status",
            "pods",
            "nodes",
            "services",
            "namespaces",
            "networkpolicies",
            "ipaddresses",
            "adminnetworkpolicies",
            "baselineadminnetworkpolicies",
            "clusternetworkpolicies",
            "endpointslices",
            "deployments",
            "statefulsets",
            "daemonsets",
            "replicasets",
            "jobs",
            "events",
            "subjectaccessreviews",
            "leases");

    /**
     * Reads the kind of a request.
     *
     * @param path {@code /api/v1/…} or {@code /apis/GROUP/VERSION/…}
     */
    public static ApiCall of(String method, String path, boolean watch) {
        List<String> steps = Arrays.stream(path.split("/", -1))
                .filter(step -> !step.isEmpty())
                .toList();
        List<String> below = below(steps);
        boolean named = below.size() > 1;
        String resource = below.isEmpty() ? OTHER : below.getFirst() + (below.size() > 2 ? "/" + below.get(2) : "");
        return new ApiCall(verb(method, named, watch), RESOURCES.contains(resource) ? resource : OTHER);
    }

    /** The steps after group, version and namespace: the resource, a name, a subresource. */
    private static List<String> below(List<String> steps) {
        int group = !steps.isEmpty() && steps.getFirst().equals("apis") ? 3 : 2;
        List<String> all = steps.subList(Math.min(group, steps.size()), steps.size());
        return all.size() > 2 && all.getFirst().equals("namespaces") ? all.subList(2, all.size()) : all;
    }

    private static String verb(String method, boolean named, boolean watch) {
        return switch (method) {
            case "GET" -> watch ? "watch" : named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> OTHER;
        };
    }
}
