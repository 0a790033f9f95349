# A cable for 600 bytes at the server's side.
# shows: exchanges
joined
ip -n "$server_space" link set eth0 mtu 600
ip -n "$client_space" link set eth0 mtu 600
captured client eth0
served 8080
client curl -sS -o /dev/null http://10.9.0.2:8080/big
