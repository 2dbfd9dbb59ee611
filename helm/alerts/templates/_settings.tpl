{{/*
The settings that are no secrets, as the ConfigMap's data. A whole number from a values file
arrives as a float, which would be written as 1e+06.
*/}}
{{- define "alerts.settings" -}}
{{- $given := .Values.settings -}}
{{- $why := "settings.ALERTS_KAFKA_BOOTSTRAP_SERVERS is required: where Kafka is, as kafka-bootstrap.kafka:9092" -}}
{{- $all := dict "ALERTS_HTTP_HOST" "0.0.0.0" -}}
{{- if and .Values.ingress.enabled .Values.ingress.host -}}
{{- $scheme := ternary "https" "http" (not (empty .Values.ingress.tlsSecret)) -}}
{{- $_ := set $all "ALERTS_PUBLIC_URL" (printf "%s://%s" $scheme .Values.ingress.host) -}}
{{- end -}}
{{- $_ := set $all "ALERTS_KAFKA_BOOTSTRAP_SERVERS" (required $why $given.ALERTS_KAFKA_BOOTSTRAP_SERVERS) -}}
{{- range $name, $value := merge (dict) $given $all }}
{{- if kindIs "float64" $value }}
{{- $value = ternary (int64 $value) $value (eq (floor $value) $value) }}
{{- end }}
{{ $name }}: {{ $value | toString | quote }}
{{- end }}
{{- end -}}

{{- define "alerts.port" -}}
{{- int (.Values.settings.ALERTS_HTTP_PORT | default 8080) -}}
{{- end -}}

{{/*
Seconds from SIGTERM to SIGKILL. The service gives its tasks ALERTS_SHUTDOWN_TIMEOUT and a
little, then its open requests as long again; before that, the pause in which the endpoints
are withdrawn.
*/}}
{{- define "alerts.grace" -}}
{{- add 20 (mul 2 (int (.Values.settings.ALERTS_SHUTDOWN_TIMEOUT | default 20))) -}}
{{- end -}}

{{/* The names of all secrets given, separated by spaces. */}}
{{- define "alerts.secretNames" -}}
{{- join " " (concat (keys .Values.secrets.values) (keys .Values.secrets.existing) | sortAlpha) -}}
{{- end -}}

{{/*
The secrets as one folder of files, wherever each comes from.
In: root, names (which of them), own (the name of the chart's Secret).
*/}}
{{- define "alerts.secretVolume" -}}
- name: secrets
  projected:
    # Owned by root, readable to the service's group alone (fsGroup).
    defaultMode: 0440
    sources:
      {{- range $name := .names }}
      {{- $from := index $.root.Values.secrets.existing $name | default (dict "secret" $.own "key" $name) }}
      - secret:
          name: {{ $from.secret }}
          items: [{key: {{ $from.key | quote }}, path: {{ $name }}}]
      {{- end }}
{{- end -}}

{{/* In: a list of names. */}}
{{- define "alerts.secretEnv" -}}
{{- range $name := . }}
- name: {{ $name }}_FILE
  value: /run/secrets/alerts/{{ $name }}
{{- end }}
{{- end -}}
