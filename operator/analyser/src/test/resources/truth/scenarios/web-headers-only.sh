# The snap length keeps headers only: sizes are those on the wire.
# shows: bytes to client
joined
captured client eth0 -s 96
served 8080
client curl -sS -o /dev/null http://10.9.0.2:8080/big
