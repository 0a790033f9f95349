# The redirection of Istio's sidecar and of its ambient mode (istio-iptables; ztunnel in the pod), and proxies in place of Istio's: see mesh.py.
# Sourced after tls.sh. 0x539 marks what a proxy sends itself.
redirect_out() { # what leaves the pod goes to the proxy
    client nft -f - <<'N'
table ip mesh { chain out { type nat hook output priority -100; meta mark 0x539 return; ip daddr 127.0.0.0/8 return; tcp dport 1-65535 redirect to :15001; }; }
N
}
redirect_in() { # what comes to the pod: all of it, or only this port
    server nft "table ip mesh { chain in { type nat hook prerouting priority -100; iif lo return; tcp dport $1 redirect to :$2; }; }"
}
sidecars() {
    redirect_out
    redirect_in 1-65535 15006
    client python3 "$lab/mesh.py" out sidecar "$work/cert" "$work/key" 2>/dev/null &
    server python3 "$lab/mesh.py" in sidecar "$work/cert" "$work/key" 2>/dev/null &
    listening 15006
    proxied
}
ztunnels() { # in both pods, or only in the client's
    redirect_out
    client python3 "$lab/mesh.py" out ztunnel "$work/cert" "$work/key" 2>/dev/null &
    proxied
    [ "${1:-both}" = both ] || return 0
    # answers to ztunnel, which asks the program with the client's address, stay in the pod
    server nft -f - <<'N'
table ip answers {
    chain in { type filter hook prerouting priority -150; meta mark 0x539 ct mark set 0x111; }
    chain out { type route hook output priority -150; ct mark 0x111 meta mark 0 meta mark set 0x111; }
}
N
    server ip rule add fwmark 0x111 lookup 100
    server ip route add local 0.0.0.0/0 dev lo table 100
    server sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.lo.rp_filter=0 net.ipv4.conf.lo.accept_local=1 net.ipv4.conf.all.accept_local=1
    redirect_in 15008 15008
    server python3 "$lab/mesh.py" in ztunnel "$work/cert" "$work/key" 2>/dev/null &
    listening 15008
}
proxied() {
    until client ss -Hltn 'sport = :15001' | grep -q .; do sleep 0.05; done
}
