"""The installations that the tests are about: from the smallest to one that uses everything."""

from typing import Final

Values = dict[str, object]

URL: Final = "postgresql://alerts:hush-db@db/alerts"
SECRETS: Final = {
    "ALERTS_DATABASE_URL": URL,
    "ALERTS_OPERATOR_KEY": "hush-operator-key",
    "ALERTS_SECRET_KEY": "hush-signing-key-of-some-length-0123456789",
    "ALERTS_SMTP_URL": "smtp://user:hush-mail@mail",
    "ALERTS_KAFKA_SECURITY_PASSWORD": "hush-kafka",
}
SMALLEST: Final[Values] = {
    "image": {"repository": "registry.example/alerts"},
    "settings": {"ALERTS_KAFKA_BOOTSTRAP_SERVERS": "kafka:9092"},
}
ONE_ON_POSTGRESQL: Final[Values] = {
    **SMALLEST,
    "roles": {"all": {"replicas": 2}},
    "secrets": {"values": SECRETS},
}
SPLIT: Final[Values] = {
    **SMALLEST,
    "roles": {"split": True, "intake": {"replicas": 3}, "deliver": {"replicas": 1}},
    "secrets": {
        "existing": {"ALERTS_DATABASE_URL": {"secret": "db-app", "key": "uri"}},
        "values": {"ALERTS_OPERATOR_KEY": SECRETS["ALERTS_OPERATOR_KEY"]},
    },
}
EVERYTHING: Final[Values] = {
    "image": {
        "repository": "registry.example/alerts",
        "digest": "sha256:" + "0" * 64,
        "pullSecrets": [{"name": "registry-key"}],
    },
    "roles": {"split": True, "api": {"replicas": 4}},
    "settings": {
        "ALERTS_KAFKA_BOOTSTRAP_SERVERS": "kafka:9093",
        "ALERTS_KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
        "ALERTS_KAFKA_SECURITY_MECHANISM": "SCRAM-SHA-512",
        "ALERTS_KAFKA_SECURITY_USERNAME": "alerts",
        "ALERTS_KAFKA_SECURITY_CA_FILE": "/etc/kafka-ca/ca.crt",
        "ALERTS_HTTP_PORT": 9000,
        "ALERTS_MAX_REPORT_BYTES": 2_097_152,
        "ALERTS_DELIVERY_POLL": 0.5,
        "ALERTS_WEBHOOK_TIMEOUT": "PT20S",
        "ALERTS_SHUTDOWN_TIMEOUT": 40,
        "ALERTS_EGRESS_ALLOW": "10.1.0.0/16,fd00::/8",
    },
    "secrets": {"values": SECRETS},
    "ingress": {
        "enabled": True,
        "host": "alerts.example",
        "tlsSecret": "alerts-tls",
        "className": "nginx",
        "annotations": {"cert-manager.io/cluster-issuer": "example"},
    },
    "service": {"type": "NodePort", "annotations": {"example/owner": "monitoring"}},
    "podMonitor": {"enabled": True, "labels": {"release": "prometheus"}},
    "serviceAccount": {"name": "alerts-pods", "annotations": {"example/owner": "monitoring"}},
    "podAnnotations": {"example/owner": "monitoring"},
    "podLabels": {"example/team": "monitoring"},
    "priorityClassName": "important",
    "nodeSelector": {"kubernetes.io/arch": "amd64"},
    "tolerations": [{"key": "alerts", "operator": "Exists"}],
    "affinity": {"nodeAffinity": {}},
    "extraVolumes": [{"name": "kafka-ca", "configMap": {"name": "kafka-ca"}}],
    "extraVolumeMounts": [{"name": "kafka-ca", "mountPath": "/etc/kafka-ca"}],
}
ALL: Final = {
    "smallest": SMALLEST,
    "one-on-postgresql": ONE_ON_POSTGRESQL,
    "split": SPLIT,
    "everything": EVERYTHING,
}
