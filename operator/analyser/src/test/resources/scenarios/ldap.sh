# OpenLDAP on 10.7.0.2:389 with the administrator "cn=admin,dc=shop", whose password is "right". Sourced after lab.sh; needs Debian's slapd
# and ldap-utils besides.

# Starts it with these lines of configuration as well: for the whole server, and for its database.
ldap_server() {
    printf '%s\n' "include /etc/ldap/schema/core.schema" "include /etc/ldap/schema/cosine.schema" "pidfile $work/pid" "modulepath /usr/lib/ldap" "moduleload back_mdb" "$1" \
        "database mdb" "suffix dc=shop" "rootdn cn=admin,dc=shop" "rootpw right" "directory $work/data" >"$work/slapd.conf"
    mkdir "$work/data"
    printf '%s\n' "dn: dc=shop" "objectClass: domain" "dc: shop" | server slapadd -q -f "$work/slapd.conf" >/dev/null
    server slapd -f "$work/slapd.conf" -h ldap://10.7.0.2:389 -d 0 >/dev/null 2>&1 &
    listening 389
}

# Logs in with that password and looks for one entry; further options may follow.
look() { client env LDAPTLS_REQCERT=never ldapsearch -x -H ldap://10.7.0.2 -D cn=admin,dc=shop -w "$1" "${@:2}" -b dc=shop -s base >/dev/null 2>&1; }
