#!/bin/bash
# Makes the secrets of an installation, once: bash deploy/make-secrets.sh FOLDER [HOST OF THE DATABASE] [UID THAT READS THEM]
#   for compose.yaml: bash deploy/make-secrets.sh deploy/secrets database 10001
#   for systemd:      bash deploy/make-secrets.sh /etc/quarterhour 127.0.0.1
set -euo pipefail
folder=${1:?name the folder, such as deploy/secrets}
host=${2:-127.0.0.1}
reader=${3:-}
umask 077
mkdir -p "$folder"
for name in postgres-password owner-url database-url backup-url; do
  if [ -e "$folder/$name" ]; then
    echo "$folder/$name 已存在，未作任何更改 · is already there and nothing was changed: move it away to make another." >&2
    exit 1
  fi
done
password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
password > "$folder/postgres-password"
for pair in owner-url:quarterhour_owner database-url:quarterhour_app backup-url:quarterhour_backup; do
  printf 'postgresql://%s:%s@%s:5432/quarterhour\n' "${pair#*:}" "$(password)" "$host" > "$folder/${pair%%:*}"
done
if [ -n "$reader" ]; then
  chown "$reader" "$folder"/{owner-url,database-url,backup-url}
  # The postgres image reads all four as its own user, 999, while it makes an empty volume.
  chgrp 999 "$folder"/{owner-url,database-url,backup-url}
  chmod 440 "$folder"/{owner-url,database-url,backup-url}
  chown 999:999 "$folder/postgres-password"
  chmod 711 "$folder"
fi
echo "已生成 · made in $folder"
