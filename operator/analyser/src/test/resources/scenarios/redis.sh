# Redis on 10.7.0.2:6379, where the user "shop" has the password "right". Sourced after lab.sh; needs Debian's redis-server
# besides, and where an application speaks instead of redis-cli, redis-py (python3-redis).
data=$work/redis

# Starts it with these lines of configuration as well.
redis() {
    printf '%s\n' "$@" >>"$data/redis.conf"
    server redis-server "$data/redis.conf" >"$work/redis.log" 2>&1 &
    listening 6379
}

# Runs commands as a client that is asked for nothing, with options of redis-cli before the command.
cli() { client redis-cli -h 10.7.0.2 "$@" >/dev/null 2>&1 || true; }

# What the server's owner does, unseen by the client.
admin() { server redis-cli -h 10.7.0.2 "$@" >/dev/null; }

mkdir "$data"
printf '%s\n' "bind 10.7.0.2" "dir $data" "save ''" "protected-mode no" "user shop on >right ~* &* +@all" >"$data/redis.conf"
