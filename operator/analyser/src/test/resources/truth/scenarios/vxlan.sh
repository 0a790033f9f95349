# A page inside VXLAN, captured on the outside, as on a node.
# shows: exchanges
# may differ: flow count: ARP inside the tunnel is no conversation for us; for this comparison it is one of the tunnel's ends.
# may differ: flows: as "flow count".
joined
for end in "$client_space 1 2" "$server_space 2 1"; do
  read -r space own other <<<"$end"
  ip -n "$space" link add vx0 type vxlan id 7 dstport 4789 remote 10.9.0.$other local 10.9.0.$own dev eth0
  ip -n "$space" address add 10.20.0.$own/24 dev vx0
  ip -n "$space" link set vx0 up
done
captured client eth0
served 8080
client curl -sS -o /dev/null http://10.20.0.2:8080/page
