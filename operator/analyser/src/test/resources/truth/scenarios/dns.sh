# Answers of every kind from dnsmasq: found, no such name, no data, refused, server failure, cut and asked again over TCP; and one that never comes.
# shows: DNS transactions
# differs: DNS transactions: a query that is asked again from another port is the same transaction for us; for tshark it is another.
joined
server python3 - <<'PYTHON' &
import socket
failing = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
failing.bind(("127.0.0.1", 5300))
while True:
    query, sender = failing.recvfrom(4096)
    failing.sendto(query[:2] + b"\x81\x82" + query[4:], sender)
PYTHON
many=()
for i in $(seq 1 60); do many+=(--host-record="many.lab,10.1.0.$i"); done
printf -v text 'x%.0s' {1..250}
server dnsmasq -k --no-resolv --no-hosts --conf-file=/dev/null --user=root --pid-file= --local=/lab/ --server=/fails.test/127.0.0.1#5300 \
  --host-record=web.lab,10.9.0.2,fd09::2 --cname=alias.lab,web.lab "${many[@]}" \
  --txt-record=long.lab,$text,$text,$text,$text,$text,$text,$text 2>/dev/null &
listening udp 53
captured client eth0
asked() { client dig +tries=1 +time=1 "$@" >/dev/null || true; }
asked @10.9.0.2 web.lab
asked @fd09::2 web.lab AAAA
asked @10.9.0.2 alias.lab
asked @10.9.0.2 missing.lab
asked @10.9.0.2 web.lab MX
asked @10.9.0.2 elsewhere.example
asked @10.9.0.2 x.fails.test
asked @10.9.0.2 +bufsize=512 long.lab TXT
asked @10.9.0.2 +tcp web.lab
asked @10.9.0.2 WEB.Lab
server nft 'add table inet t; add chain inet t c { type filter hook input priority 0; }; add rule inet t c udp dport 53 drop'
client dig +tries=2 +time=1 @10.9.0.2 web.lab >/dev/null || true
