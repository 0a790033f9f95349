# A firewall drops the SYN without a word.
# shows: repeated, ended, by time
joined
server nft 'add table inet t; add chain inet t c { type filter hook input priority 0; }; add rule inet t c tcp dport 8080 drop'
captured client eth0
served 8080
! client curl -sS --connect-timeout 2.5 http://10.9.0.2:8080/ 2>/dev/null
