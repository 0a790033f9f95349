# 20 ms each way.
# shows: exchanges, handshake
joined_by --delay 20
captured client eth0
served 8080
client curl -sS -o /dev/null http://10.9.0.2:8080/page
