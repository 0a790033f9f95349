# Two machines, each in a network namespace of its own, with one wire between them; tcpdump watches it. Sourced by each scenario's
# `make`, which makes the capture beside it again: root is needed, and iproute2, tcpdump, nftables, ethtool, curl, openssl, dnsmasq, dig
# and python3; for those with a server see postgres.sh, redis.sh and the like.
#
#   client 10.7.0.1  eth0 ======== eth0  10.7.0.2 server
set -euo pipefail
folder=$(cd "$(dirname "$0")" && pwd)
lab=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
c="nt-$$-client"
s="nt-$$-server"
m="nt-$$-wire"
WIRE=${WIRE:-}            # as bad as wire.py makes it: milliseconds of delay, percent lost, every how-manieth packet late
SNAP=${SNAP:-96}          # headers, and the first line of what is said
AT=${AT:-client}          # whose end of the wire is watched
ON=${ON:-eth0}

client() { ip netns exec "$c" "$@"; }
server() { ip netns exec "$s" "$@"; }

finish() {
    trap '' EXIT
    for namespace in "$c" "$s" "$m"; do
        ip netns pids "$namespace" 2>/dev/null | xargs -r kill -KILL 2>/dev/null || true
        ip netns del "$namespace" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

ip netns add "$c"
ip netns add "$s"
for namespace in "$c" "$s"; do
    ip netns exec "$namespace" sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
    ip -n "$namespace" link set lo up
done
if [ -z "$WIRE" ]; then
    ip -n "$c" link add eth0 type veth peer name eth0 netns "$s"
else
    ip netns add "$m"
    ip -n "$c" link add eth0 type veth peer name m0 netns "$m"
    ip -n "$s" link add eth0 type veth peer name m1 netns "$m"
    ip netns exec "$m" sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
    ip -n "$m" link set m0 up promisc on
    ip -n "$m" link set m1 up promisc on
    # what the wire copies must be whole: cut to the MTU, with a checksum
    for namespace in "$c" "$s"; do
        ip netns exec "$namespace" ethtool -K eth0 tx off tso off gso off gro off >/dev/null
    done
    ip netns exec "$m" python3 "$lab/wire.py" $WIRE &
fi
ip -n "$c" addr add 10.7.0.1/24 dev eth0
ip -n "$s" addr add 10.7.0.2/24 dev eth0
ip -n "$c" link set eth0 address 02:00:00:00:00:01 up
ip -n "$s" link set eth0 address 02:00:00:00:00:02 up
# The neighbours know each other, so that ARP is seen only where it is the matter.
ip -n "$c" neigh replace 10.7.0.2 lladdr 02:00:00:00:00:02 dev eth0 nud permanent
ip -n "$s" neigh replace 10.7.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent

# Waits until a program listens on that TCP port of the server.
listening() {
    for _ in $(seq 100); do
        server ss -Hltn "sport = :$1" | grep -q . && return
        sleep 0.05
    done
    echo "nobody listens on $1" >&2
    return 1
}

# Waits until a program has that UDP port of the server.
bound() {
    for _ in $(seq 100); do
        server ss -Hlun "sport = :$1" | grep -q . && return
        sleep 0.05
    done
    echo "nobody has $1" >&2
    return 1
}

# Everything before this is not in the capture.
watch() {
    local namespace=$c
    [ "$AT" = client ] || namespace=$s
    ip netns exec "$namespace" tcpdump -i "$ON" -s "$SNAP" -U --immediate-mode -Z root -w "$work/capture.pcap" "$@" 2>"$work/tcpdump.log" &
    tcpdump=$!
    until grep -q listening "$work/tcpdump.log"; do sleep 0.05; done
}

# Prints by how much the kernel's counters of a namespace grew from the one call to the other: the line "kernel" of traced.yaml.
counting() { NSTAT_HISTORY=$work/nstat "$1" nstat -n; }
counted() { NSTAT_HISTORY=$work/nstat "$1" nstat | awk '/^(Tcp|Udp|IpOut|IpIn|Ip6OutD)/ { printf "%s %s, ", $1, $2 } END { print "" }'; }

# Lets what is on its way arrive, and keeps the capture.
keep() {
    sleep 0.3
    kill -TERM "$tcpdump"
    wait "$tcpdump" || true
    cp "$work/capture.pcap" "$folder/capture.pcap"
}
