# Two containers of a pod talk over lo; all interfaces are captured.
# shows: exchanges
joined
captured server any
served 8080
server curl -sS -o /dev/null http://127.0.0.1:8080/page
client curl -sS -o /dev/null http://10.9.0.2:8080/status/503
