{{/* What no schema can say: values that do not work together are refused, with the reason. */}}
{{- define "alerts.check" -}}
{{- range $name, $_ := .Values.secrets.values -}}
{{- if hasKey $.Values.secrets.existing $name -}}
{{- fail (printf "%s stands under secrets.values and under secrets.existing: keep one of them" $name) -}}
{{- end -}}
{{- end -}}
{{- $url := .Values.secrets.values.ALERTS_DATABASE_URL -}}
{{- if and $url (not (hasPrefix "postgresql://" $url)) -}}
{{- fail "secrets.values.ALERTS_DATABASE_URL must start with postgresql://. For SQLite leave it out: the chart then gives it a volume" -}}
{{- end -}}
{{- if include "alerts.sqlite" . -}}
{{- if .Values.roles.split -}}
{{- fail "roles.split needs PostgreSQL: SQLite is one process's file, and split roles would not see each other. Give ALERTS_DATABASE_URL under secrets, or set roles.split to false" -}}
{{- end -}}
{{- if gt (int .Values.roles.all.replicas) 1 -}}
{{- fail "roles.all.replicas above 1 needs PostgreSQL: SQLite is one process's file. Give ALERTS_DATABASE_URL under secrets, or set roles.all.replicas to 1" -}}
{{- end -}}
{{- end -}}
{{- end -}}
