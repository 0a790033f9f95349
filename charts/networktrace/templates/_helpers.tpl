{{- /* Labels of every object. app.kubernetes.io/name and part-of are in the manifests. */ -}}
{{- define "networktrace.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- /* An image by its digest, or else by its tag: list IMAGE ROOT. */ -}}
{{- define "networktrace.image" -}}
{{- $image := first . -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default (last .).Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- /* A setting as text. A number of values.yaml is a float, whose own text would be 1e+06. */ -}}
{{- define "networktrace.setting" -}}
{{- if and (kindIs "float64" .) (eq (float64 (int64 .)) .) }}{{ int64 . | toString | quote }}{{ else }}{{ toString . | quote }}{{ end -}}
{{- end }}
