# A short name is asked for in every search domain first, as in a pod.
# shows: DNS transactions
joined
server dnsmasq -k --no-resolv --no-hosts --conf-file=/dev/null --user=root --pid-file= --local=/local/ --local=/lab/ --host-record=web.lab,10.9.0.2 2>/dev/null &
listening udp 53
captured client eth0
printf 'nameserver 10.9.0.2\nsearch default.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n' >"$work/resolv.conf"
client unshare -m bash -c 'mount --bind "$1" /etc/resolv.conf && getent ahosts web.lab' - "$work/resolv.conf" >/dev/null
