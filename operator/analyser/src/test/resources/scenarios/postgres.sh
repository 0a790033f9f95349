# PostgreSQL on 10.7.0.2:5432 with the database "orders" of the user "shop", whose password is "right". Sourced after lab.sh; needs Debian's
# postgresql besides.
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | tail -1)")
data=$work/data
as_postgres() { (cd / && server setpriv --reuid postgres --regid postgres --clear-groups "$@" >/dev/null); }

# Its shared memory would stay if it were killed.
trap 'as_postgres "$bin/pg_ctl" -D "$data" -m immediate stop || true; finish' EXIT

# Starts it with these lines of configuration as well; with WAIT=-W it need not be ready when this returns.
database() {
    printf '%s\n' "$@" >>"$data/postgresql.conf"
    as_postgres "$bin/pg_ctl" -D "$data" -l "$data/log" -t 30 ${WAIT:--w} start
    listening 5432
}

# Logs in and asks for one number: the password, the database, what else a connection string may say.
login() { client env PGPASSWORD="$1" psql -qtA "host=10.7.0.2 user=shop dbname=$2 gssencmode=disable ${3:-sslmode=disable}" -c 'select 1' 2>/dev/null; }

chmod 755 "$work"
mkdir "$data"
chown postgres "$data"
as_postgres "$bin/initdb" -A trust -E UTF8 --locale C --no-sync "$data"
printf '%s\n' "listen_addresses = '10.7.0.2'" "unix_socket_directories = '$data'" "ssl = off" "max_wal_senders = 0" >>"$data/postgresql.conf"
echo 'host all shop 10.7.0.0/24 scram-sha-256' >>"$data/pg_hba.conf"
database
as_postgres psql -q -h "$data" postgres -c "create user shop password 'right'" -c 'create database orders owner shop'
as_postgres "$bin/pg_ctl" -D "$data" stop
