#!/bin/bash
# The three roles of a Quarterhour database, none of them a superuser:
#   quarterhour_owner   owns the tables and migrates; nothing that answers requests knows its password
#   quarterhour_app     reads and writes rows, owns no table, obeys row policies; `migrate` grants its rights
#   quarterhour_backup  reads everything, writes nothing but the note when the last backup was made
# Run by the postgres image on an empty volume, or as root beside a PostgreSQL of Debian's:
#   SECRETS=/etc/quarterhour bash deploy/create-roles.sh
# May be run again, after a restore too: what is there keeps its records and gets the passwords of the files.
set -euo pipefail
SECRETS=${SECRETS:-/run/secrets}
DATABASE=${POSTGRES_DB:-quarterhour}
ADMIN=${POSTGRES_USER:-postgres}
[ "$DATABASE" != postgres ] || DATABASE=quarterhour

# postgresql://user:password@host:port/database; make-secrets.sh writes passwords of letters and digits.
password_in() {
  local rest
  rest=$(cat "$SECRETS/$1")
  rest=${rest#*://*:}
  printf '%s' "${rest%%@*}"
}

as_admin() { if [ "$(id -u)" = 0 ]; then runuser -u "$ADMIN" -- "$@"; else "$@"; fi; }
psql_admin() { as_admin psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$ADMIN" "$@"; }

# Passwords go through standard input: an option would stand in every list of processes.
{
  printf "\\\\set owner '%s'\n" "$(password_in owner-url)"
  printf "\\\\set app '%s'\n" "$(password_in database-url)"
  printf "\\\\set backup '%s'\n" "$(password_in backup-url)"
  cat <<'SQL'
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['quarterhour_owner', 'quarterhour_app', 'quarterhour_backup']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
-- CREATEDB: qh restore lays a backup out beside the present database before it takes its place.
ALTER ROLE quarterhour_owner LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner';
ALTER ROLE quarterhour_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app';
ALTER ROLE quarterhour_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS CONNECTION LIMIT 4 PASSWORD :'backup';
GRANT pg_read_all_data TO quarterhour_backup;
SQL
} | psql_admin --dbname postgres

if [ -z "$(psql_admin --dbname postgres --tuples-only --no-align --set db="$DATABASE" <<<"SELECT 1 FROM pg_database WHERE datname = :'db'")" ]; then
  as_admin createdb --username "$ADMIN" --owner quarterhour_owner --encoding UTF8 --template template0 "$DATABASE"
fi

psql_admin --dbname "$DATABASE" --set db="$DATABASE" <<'SQL'
ALTER DATABASE :"db" OWNER TO quarterhour_owner;
REVOKE ALL ON DATABASE :"db" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"db" TO quarterhour_app, quarterhour_backup;
ALTER SCHEMA public OWNER TO quarterhour_owner;
SET client_min_messages = warning;
SET ROLE quarterhour_owner;
CREATE SCHEMA IF NOT EXISTS installation;
CREATE TABLE IF NOT EXISTS installation.note (key text PRIMARY KEY, value text NOT NULL, at timestamptz NOT NULL DEFAULT now());
INSERT INTO installation.note (key, value) VALUES ('installed-as', 'production') ON CONFLICT (key) DO UPDATE SET value = excluded.value;
GRANT USAGE ON SCHEMA installation TO quarterhour_backup;
GRANT SELECT, INSERT, UPDATE ON installation.note TO quarterhour_backup;
SQL
