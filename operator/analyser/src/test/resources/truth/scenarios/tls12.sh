# TLS 1.2, no protocols offered.
# shows: TLS handshakes
joined
certified web.lab
captured client eth0
server openssl s_server -quiet -accept 443 -key "$work/key.pem" -cert "$work/certificate.pem" -tls1_2 -www &
listening tcp 443
printf 'GET / HTTP/1.0\r\n\r\n' | client openssl s_client -quiet -connect 10.9.0.2:443 -servername web.lab >/dev/null 2>&1 || true
