package io.nettools.controller.packaging;

import java.util.List;
import java.util.Map;

/** All places where the chart's templates differ from deploy/, but for namespaces, labels and settings, which are replaced everywhere. */
final class Seams {
    /** Helm makes the release's namespace itself, or the admin does. */
    static final String NAMESPACE = "00-namespace-operator.yaml";

    static final String SETTINGS = "30-configmap-settings.yaml";
    private static final String DEPLOYMENT = "40-deployment-operator.yaml";

    /** Folders of deploy/ that are applied on demand, and the value that asks for them. */
    static final Map<String, String> OVERLAYS = Map.of(
            "openshift", "openshift.enabled",
            "requested-by", "requestedBy.enabled",
            "monitoring", "monitoring.enabled");

    private static final String PULL_SECRETS =
            """
            {{- with .Values.imagePullSecrets }}
            imagePullSecrets:
              {{- toYaml . | nindent 2 }}
            {{- end }}
            """;

    /** MutatingAdmissionPolicy is v1 from Kubernetes 1.36 on. */
    private static final String MUTATING_VERSION =
            """
            {{- if .Capabilities.APIVersions.Has "admissionregistration.k8s.io/v1/MutatingAdmissionPolicy" }}
            apiVersion: admissionregistration.k8s.io/v1
            {{- else }}
            %s{{- end }}
            """;

    static final List<Seam> ALL = List.of(
            Seam.when("01-namespace-traces.yaml", "traceNamespace.create"),
            Seam.when("60-networkpolicy-traces.yaml", "networkPolicy.traces"),
            Seam.when("61-networkpolicy-operator.yaml", "networkPolicy.operator"),
            Seam.text(
                    "61-networkpolicy-operator.yaml",
                    "values: [monitoring, openshift-monitoring, openshift-user-workload-monitoring]",
                    "values: {{ toJson .Values.networkPolicy.prometheusNamespaces }}"),
            selected("monitoring/90-servicemonitor-operator.yaml"),
            selected("monitoring/91-prometheusrule-operator.yaml"),
            Seam.after("10-serviceaccount-operator.yaml", PULL_SECRETS),
            Seam.after("11-serviceaccount-trace-pod.yaml", PULL_SECRETS),
            mutating("requested-by/80-mutatingpolicy-requested-by.yaml"),
            mutating("requested-by/81-mutatingpolicybinding-requested-by.yaml"),
            Seam.text(
                    "openshift/70-scc-trace-pod.yaml",
                    "allowPrivilegedContainer: false",
                    "allowPrivilegedContainer: {{ eq .Values.settings.profile \"privileged\" }}"),
            Seam.text(DEPLOYMENT, "replicas: 2 ", "replicas: {{ .Values.replicas }} "),
            Seam.text(
                    DEPLOYMENT,
                    "image: quay.io/networktrace/operator:0.1.0   # image/Dockerfile, target operator\n",
                    """
                    image: {{ include "networktrace.image" (list .Values.image $) }}
                              {{- with .Values.image.pullPolicy }}
                              imagePullPolicy: {{ . }}
                              {{- end }}
                    """),
            Seam.text(
                    DEPLOYMENT,
                    "value: quay.io/networktrace/nettools-fedora:0.1.0",
                    "value: {{ include \"networktrace.image\" (list .Values.traceImage $) }}"),
            podMetadata(),
            scheduling(),
            instead("affinity"),
            instead("topologySpreadConstraints"),
            Seam.block(
                    DEPLOYMENT,
                    "          resources:",
                    """
                              resources:
                                {{- toYaml .Values.resources | nindent 12 }}
                    """));

    private Seams() {}

    private static Seam mutating(String file) {
        String line =
                "apiVersion: admissionregistration.k8s.io/v1beta1   # Kubernetes 1.34 and 1.35; v1 from 1.36 on\n";
        return Seam.text(file, line, MUTATING_VERSION.replace("%s", line));
    }

    /** What prometheus-operator selects by differs. */
    private static Seam selected(String file) {
        String labels = "    {{- include \"networktrace.labels\" . | nindent 4 }}\n";
        return Seam.text(
                file,
                labels,
                labels
                        + "    {{- with .Values.monitoring.labels }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n");
    }

    /** The operator reads its settings when it starts, but for the log level, so changed settings start new replicas. */
    private static Seam podMetadata() {
        String labels =
                """
                      labels:
                        app.kubernetes.io/name: networktrace-operator
                    spec:
                """;
        return Seam.text(
                DEPLOYMENT,
                "    metadata:\n" + labels,
                """
                    metadata:
                      annotations:
                        checksum/settings: {{ omit .Values.settings "logLevel" | toJson | sha256sum }}
                        {{- with .Values.podAnnotations }}
                        {{- toYaml . | nindent 8 }}
                        {{- end }}
                %s"""
                        .replace(
                                "%s",
                                labels.replace(
                                        "    spec:\n",
                                        """
                                                {{- with .Values.podLabels }}
                                                {{- toYaml . | nindent 8 }}
                                                {{- end }}
                                            spec:
                                        """)));
    }

    /** A field of the operator's pod that the value of this name, if there is one, replaces as a whole. */
    private static Seam instead(String field) {
        return Seam.block(
                DEPLOYMENT,
                "      " + field + ":",
                """
                      {{- with .Values.$ }}
                      $:
                        {{- toYaml . | nindent 8 }}
                      {{- else }}
                %s      {{- end }}
                """
                        .replace("$", field));
    }

    private static Seam scheduling() {
        String account = "      serviceAccountName: networktrace-operator\n";
        return Seam.text(
                DEPLOYMENT,
                account,
                account
                        + """
                              {{- with .Values.priorityClassName }}
                              priorityClassName: {{ . }}
                              {{- end }}
                              {{- with .Values.nodeSelector }}
                              nodeSelector:
                                {{- toYaml . | nindent 8 }}
                              {{- end }}
                              {{- with .Values.tolerations }}
                              tolerations:
                                {{- toYaml . | nindent 8 }}
                              {{- end }}
                        """);
    }
}
