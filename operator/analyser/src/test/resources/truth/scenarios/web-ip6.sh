# A page over IPv6, at the server's side of the cable.
# shows: exchanges
joined
captured server eth0
served 8080
client curl -sS -o /dev/null 'http://[fd09::2]:8080/page'
