# A firewall says no: by RST on one port, by ICMP on another.
# shows: reset by
# differs: handshake: tshark takes the time to the RST for a round trip; there was no handshake.
joined
server nft 'add table inet t; add chain inet t c { type filter hook input priority 0; }; add rule inet t c tcp dport 8080 reject with tcp reset; add rule inet t c tcp dport 8081 reject with icmpx type admin-prohibited'
captured client eth0
! client curl -sS --connect-timeout 1 http://10.9.0.2:8080/ 2>/dev/null
! client curl -sS --connect-timeout 1 http://10.9.0.2:8081/ 2>/dev/null
! client curl -sS --connect-timeout 1 'http://[fd09::2]:8081/' 2>/dev/null
