#!/bin/sh
# What the tests' servers run on: Java 17 and Maven for Apache Kafka, PostgreSQL's
# server programs, Postfix, Node and Go. Root on Debian or Ubuntu gets what is missing installed; anybody
# else is told, and the tests that need it are then skipped (with CI=true: fail).
set -eu

java_is_new_enough() {
	version=$(java -XshowSettings:properties -version 2>&1 |
		sed -n 's/.*java\.specification\.version = \([0-9]*\).*/\1/p')
	[ "${version:-0}" -ge 17 ]
}

missing=
if [ -z "${ALERTS_TEST_KAFKA:-}" ]; then
	java_is_new_enough || missing="$missing java"
	command -v mvn >/dev/null || missing="$missing maven"
fi
if [ -z "${ALERTS_TEST_DATABASE_URL:-}" ]; then
	command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 ||
		missing="$missing postgresql"
fi
command -v postfix >/dev/null || [ -x /usr/sbin/postfix ] || missing="$missing postfix"
command -v node >/dev/null || missing="$missing nodejs"
command -v go >/dev/null || missing="$missing golang-go"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
	echo "Not on this machine, so what needs it is not tested:$missing" >&2
	echo "On Debian and Ubuntu: apt-get install openjdk-17-jre-headless maven postgresql postfix nodejs golang-go" >&2
	exit 0
fi

echo "Installing for the tests, once:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
packages=
for name in $missing; do
	if [ "$name" = java ]; then
		name=openjdk-17-jre-headless
		apt-cache show "$name" >/dev/null 2>&1 || name=openjdk-21-jre-headless
	fi
	packages="$packages $name"
done
# Without an answer the package would leave Postfix without a configuration.
echo 'postfix postfix/main_mailer_type select Local only' | debconf-set-selections
# The tests start servers of their own: the packaged one need not run (RUNLEVEL=1).
# shellcheck disable=SC2086  # a list of words
RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $packages
