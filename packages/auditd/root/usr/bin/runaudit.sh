#!/bin/sh
# Rules of your own: bind a file to /etc/audit/audit.rules.
mkdir -p /var/log/audit && chmod 700 /var/log/audit || exit 1
auditctl -R /etc/audit/audit.rules > /dev/null || echo "auditd: not all rules could be loaded" >&2
exec auditd -n
