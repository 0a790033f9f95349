# TLS 1.3 with a name and two protocols to choose from.
# shows: TLS handshakes
joined
certified web.lab
captured client eth0
server openssl s_server -quiet -accept 443 -key "$work/key.pem" -cert "$work/certificate.pem" -alpn http/1.1 -www &
listening tcp 443
printf 'GET / HTTP/1.0\r\n\r\n' | client openssl s_client -quiet -connect 10.9.0.2:443 -servername web.lab -alpn h2,http/1.1 >/dev/null 2>&1 || true
