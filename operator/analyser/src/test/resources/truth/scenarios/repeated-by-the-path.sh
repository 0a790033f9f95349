# The path delivers every 20th large packet twice.
# shows: repeated, spurious
# differs: repeated, out of order or again: a packet that comes again within a moment with the identification and checksum of the first is a copy; its sender did not repeat it.
# may differ: retransmissions, spurious, out of order, fast, by time: tshark goes by the time since the highest segment and by two duplicate acknowledgments; ours by the ranges that were seen and by selective ones, too. Their sum is the same.
joined_by --delay 2 --twice 20
captured server eth0
served 8080
head -c 500000 /dev/zero >"$work/data"
client curl -sS -o /dev/null -T "$work/data" http://10.9.0.2:8080/upload
