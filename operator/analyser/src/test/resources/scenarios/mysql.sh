# MariaDB on 10.7.0.2:3306 with the database "orders" of the user "shop", whose password is "right". Sourced after lab.sh; needs Debian's
# mariadb-server and mariadb-client besides.
data=$work/data
as_mysql() { (cd / && server setpriv --reuid mysql --regid mysql --clear-groups "$@"); }

# Starts it with these options.
mysql_server() {
    as_mysql mariadbd --no-defaults --datadir="$data" --socket="$data/socket" --bind-address=10.7.0.2 --pid-file="$data/pid" --skip-log-error \
        --innodb-buffer-pool-size=16M --innodb-log-file-size=4M "$@" >/dev/null 2>&1 &
    listening 3306
}

admin() { server mariadb --no-defaults --socket="$data/socket" -u root -e "$1"; }

# Logs in and asks for one number: the password, the database, other options.
login() { client mariadb --no-defaults -h 10.7.0.2 -u shop -p"$1" "$2" "${@:3}" -e 'select 1' >/dev/null 2>&1; }

chmod 755 "$work"
mkdir "$data"
chown mysql "$data"
as_mysql mariadb-install-db --no-defaults --datadir="$data" --skip-test-db --innodb-log-file-size=4M >/dev/null 2>&1
