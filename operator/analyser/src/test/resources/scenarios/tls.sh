# A key and a certificate for "server", signed by itself. Sourced after lab.sh.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=server -keyout "$work/key" -out "$work/cert" 2>/dev/null
tls() { server openssl s_server -quiet -accept 10.7.0.2:8443 -key "$work/key" -cert "$work/cert" "$@" </dev/null >/dev/null 2>&1 & }
