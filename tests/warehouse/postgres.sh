#!/bin/sh
# Install Debian's PostgreSQL for the tests of the register, when it is missing and apt may be used.
# Without it those tests skip, and pytest's last lines say so; in CI they fail instead.
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || exit 0
if [ "$(id -u)" = 0 ]; then als=""
elif sudo -n true 2>/dev/null; then als="sudo -n"
else exit 0
fi
echo "PostgreSQL wordt geïnstalleerd voor de tests van het register"
$als apt-get update -qq && $als apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1
exit 0
