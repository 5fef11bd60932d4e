#!/usr/bin/env bash
# Secrets come from files, and the certificate from here: then the official image's start script goes on.
set -euo pipefail
home=/opt/nifi/nifi-current
properties=$home/conf/nifi.properties

secret() { # the content of a file without its line end
  [ -r "$1" ] || { echo "nifi-entrypoint: the secret $1 is missing; docker/README.md says how to make it" >&2; exit 1; }
  tr -d '\r\n' < "$1"
}
SINGLE_USER_CREDENTIALS_PASSWORD=$(secret "$NIFI_PASSWORD_FILE")
NIFI_SENSITIVE_PROPS_KEY=$(secret "$NIFI_SENSITIVE_PROPS_KEY_FILE")
if [ ${#SINGLE_USER_CREDENTIALS_PASSWORD} -lt 12 ] || [ ${#NIFI_SENSITIVE_PROPS_KEY} -lt 12 ]; then
  echo "nifi-entrypoint: NiFi wants at least 12 characters for the password and for the sensitive properties key" >&2
  exit 1
fi
export SINGLE_USER_CREDENTIALS_PASSWORD NIFI_SENSITIVE_PROPS_KEY

# A certificate of our own, so that the seed can pin it instead of trusting anybody.
if [ ! -e "$home/conf/keystore.p12" ]; then
  rm -f "$home"/conf/{keystore.new,truststore.p12} # left over from a start that was cut off
  store=$(head -c 24 /dev/urandom | base64 | tr -dc 'a-zA-Z0-9')
  host=${NIFI_WEB_HTTPS_HOST:-$HOSTNAME}
  keytool -genkeypair -alias nifi -keyalg RSA -keysize 3072 -validity 825 -dname "CN=$host" \
    -ext "SAN=dns:$host,dns:localhost,ip:127.0.0.1" -storetype PKCS12 -keystore "$home/conf/keystore.new" -storepass "$store"
  keytool -exportcert -rfc -alias nifi -keystore "$home/conf/keystore.new" -storepass "$store" > /opt/nifi/certificate/nifi.pem
  keytool -importcert -noprompt -alias nifi -file /opt/nifi/certificate/nifi.pem \
    -storetype PKCS12 -keystore "$home/conf/truststore.p12" -storepass "$store"
  for property in keystorePasswd keyPasswd truststorePasswd; do
    sed -i "s|^nifi.security.$property=.*|nifi.security.$property=$store|" "$properties"
  done
  sed -i -e 's|^nifi.security.keystore=.*|nifi.security.keystore=./conf/keystore.p12|' -e 's|^nifi.security.keystoreType=.*|nifi.security.keystoreType=PKCS12|' \
    -e 's|^nifi.security.truststore=.*|nifi.security.truststore=./conf/truststore.p12|' -e 's|^nifi.security.truststoreType=.*|nifi.security.truststoreType=PKCS12|' "$properties"
  mv "$home/conf/keystore.new" "$home/conf/keystore.p12"
fi
cd "$home"
exec ../scripts/start.sh
