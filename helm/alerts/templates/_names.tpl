{{/* The release's name, with the chart's unless it says so already. Room is left for suffixes. */}}
{{- define "alerts.fullname" -}}
{{- $name := ternary .Release.Name (printf "%s-alerts" .Release.Name) (contains "alerts" .Release.Name) -}}
{{- $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "alerts.selector" -}}
app.kubernetes.io/name: alerts
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "alerts.labels" -}}
{{ include "alerts.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "alerts.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "alerts.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{- define "alerts.image" -}}
{{- $why := "image.repository is required: build the image from the Dockerfile, push it to a registry that the cluster reaches, and name it here" -}}
{{- $repository := required $why .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* The roles that get a Deployment, separated by spaces. */}}
{{- define "alerts.roles" -}}
{{- ternary "api intake deliver" "all" .Values.roles.split -}}
{{- end -}}

{{/* "yes" when SQLite is the database: nobody named another. */}}
{{- define "alerts.sqlite" -}}
{{- if not (or .Values.secrets.values.ALERTS_DATABASE_URL .Values.secrets.existing.ALERTS_DATABASE_URL) -}}
yes
{{- end -}}
{{- end -}}
