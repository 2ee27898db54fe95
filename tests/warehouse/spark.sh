#!/bin/sh
# Install Debian's Java for the comparison of DuckDB and Spark, when it is missing and apt may be used.
# Without it that test skips, and pytest's last lines say so; in CI it fails instead.
command -v java >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || exit 0
if [ "$(id -u)" = 0 ]; then als=""
elif sudo -n true 2>/dev/null; then als="sudo -n"
else exit 0
fi
echo "Java wordt geïnstalleerd voor de vergelijking van DuckDB en Spark"
$als apt-get update -qq && $als apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null 2>&1
exit 0
