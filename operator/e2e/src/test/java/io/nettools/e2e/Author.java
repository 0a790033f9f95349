package io.nettools.e2e;

/** A service account of a namespace, which may trace there and has no other right in the cluster. */
record Author(Scene scene, String name) {
    /** Makes the account and its rights. */
    static Author in(Scene scene, String name) {
        Scene.apply(
                """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: %1$s, namespace: %2$s}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: %1$s, namespace: %2$s}
                rules: [{apiGroups: [''], resources: [pods/exec], verbs: [create]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %1$s, namespace: %2$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
                subjects: [{kind: ServiceAccount, name: %1$s, namespace: %2$s}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %1$s-traces, namespace: %2$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: networktrace-user}
                subjects: [{kind: ServiceAccount, name: %1$s, namespace: %2$s}]
                """
                        .formatted(name, scene.namespace()));
        return new Author(scene, name);
    }

    /** The name of the user as the API server knows it. */
    String account() {
        return "system:serviceaccount:" + scene.namespace() + ":" + name;
    }

    /** Creates a trace. */
    Tracing traces(String trace, String spec) {
        String yaml = scene.yaml(trace, spec);
        Shell.kubectlWith(
                        writtenByTheApiServer()
                                ? yaml
                                : yaml.replace(
                                        "metadata: {",
                                        "metadata: {annotations: {nettools.io/requested-by: '" + account() + "'}, "),
                        "create",
                        "-f",
                        "-",
                        "--as",
                        account())
                .ok();
        return new Tracing(scene, trace);
    }

    private static boolean writtenByTheApiServer() {
        return Shell.kubectl("get", "mutatingadmissionpolicy", "networktrace-requested-by")
                        .exit()
                == 0;
    }
}
