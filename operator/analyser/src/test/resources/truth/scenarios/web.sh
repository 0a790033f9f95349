# Pages, errors, uploads and downloads over connections that are kept.
# shows: exchanges
joined
captured client eth0
served 8080
client curl -sS -o /dev/null -o /dev/null -o /dev/null http://10.9.0.2:8080/page http://10.9.0.2:8080/status/404 'http://10.9.0.2:8080/page?secret=1'
client curl -sS -I -o /dev/null http://10.9.0.2:8080/page
client curl -sS -o /dev/null http://10.9.0.2:8080/status/204 -o /dev/null http://10.9.0.2:8080/status/500 -o /dev/null http://10.9.0.2:8080/chunked
client curl -sS -o /dev/null -d 'some=form' http://10.9.0.2:8080/form
client curl -sS -o /dev/null http://10.9.0.2:8080/big
head -c 100000 /dev/zero >"$work/data"
client curl -sS -o /dev/null -H 'Expect: 100-continue' -T "$work/data" http://10.9.0.2:8080/upload
