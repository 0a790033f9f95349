# The first kind of Linux cooked header.
# shows: exchanges
joined
captured server any -y LINUX_SLL
served 8080
client curl -sS -o /dev/null http://10.9.0.2:8080/page
