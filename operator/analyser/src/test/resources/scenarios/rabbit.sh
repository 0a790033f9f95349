# RabbitMQ on 10.7.0.2:5672 with the user "shop", whose password is "right", and the virtual host "orders". Sourced after lab.sh with
# more lines of configuration; needs Debian's rabbitmq-server and python3-pika besides (PYTHON names another python that has pika).
export RABBITMQ_BASE=$work/rabbit RABBITMQ_MNESIA_BASE=$work/rabbit/data RABBITMQ_LOG_BASE=$work/rabbit/log RABBITMQ_NODENAME=rabbit@localhost \
    RABBITMQ_CONFIG_FILE=$work/rabbit/rabbit.conf RABBITMQ_ENABLED_PLUGINS_FILE=$work/rabbit/plugins HOME=$work/rabbit
rabbit=/usr/lib/rabbitmq/bin
as_rabbit() { (cd / && server setpriv --reuid rabbitmq --regid rabbitmq --clear-groups "$@"); }

# Opens a connection and a channel: the password, the virtual host; another port than 5672 may follow.
login() {
    client "${PYTHON:-python3}" - "$@" <<'PYTHON' 2>/dev/null || true
import sys, pika
login = pika.PlainCredentials("shop", sys.argv[1])
to = pika.ConnectionParameters("10.7.0.2", int((sys.argv[3:] or [5672])[0]), sys.argv[2], login, socket_timeout=5, blocked_connection_timeout=5)
connection = pika.BlockingConnection(to)
connection.channel().queue_declare("cart")
connection.close()
PYTHON
}

chmod 755 "$work"
mkdir -p "$work/rabbit"
printf '%s\n' "$@" "listeners.tcp.1 = 10.7.0.2:5672" "default_user = shop" "default_pass = right" "default_vhost = orders" "loopback_users = none" >"$work/rabbit/rabbit.conf"
echo '[].' >"$work/rabbit/plugins"
chown -R rabbitmq "$work/rabbit"
as_rabbit "$rabbit/rabbitmq-server" >"$work/rabbit.log" 2>&1 &
for _ in 1 2 3 4 5 6; do listening 5672 2>/dev/null && break; done
as_rabbit "$rabbit/rabbitmqctl" await_startup >/dev/null
