# Handshakes that fail: no common version, unknown authority, wrong name.
# shows: TLS handshakes
joined
certified web.lab
captured client eth0
server openssl s_server -quiet -accept 443 -key "$work/key.pem" -cert "$work/certificate.pem" -no_tls1_3 -www 2>/dev/null &
listening tcp 443
client openssl s_client -connect 10.9.0.2:443 -servername web.lab -tls1_3 </dev/null >/dev/null 2>&1 || true
client openssl s_client -connect 10.9.0.2:443 -servername web.lab -verify_return_error </dev/null >/dev/null 2>&1 || true
client openssl s_client -connect 10.9.0.2:443 -servername other.lab -verify_hostname other.lab -CAfile "$work/certificate.pem" -verify_return_error </dev/null >/dev/null 2>&1 || true
