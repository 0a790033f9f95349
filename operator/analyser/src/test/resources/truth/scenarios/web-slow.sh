# The server takes half a second for its answer.
# shows: exchanges
joined
captured client eth0
served 8080
client curl -sS -o /dev/null http://10.9.0.2:8080/slow
