#!/usr/bin/env python3
"""A strict stand-in for Maskinporten, and for a service behind it, for tests. It shares no code with the hub, and its
cryptography is another library's.

    maskinporten_peer.py keys FOLDER     makes certificates and keys in FOLDER: ca.pem, client.pem (certificate of the
                                         client and of the authority), client.key, stranger.pem, stranger.key, expired.pem
    maskinporten_peer.py serve FOLDER OPTIONS…
                                         serves on a free loopback port, which it prints; ends when its input ends

POST /token follows docs.digdir.no, "JWT grant"; each rule that is broken is an answer 400 that names it.
GET /api gives an empty list to whoever has a token that was issued here.
"""
import argparse
import base64
import datetime
import http.server
import json
import pathlib
import secrets
import sys
import threading
import urllib.parse

from cryptography import exceptions, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

CLOCK_SKEW_S = 10
HASHES = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}


class Refusal(Exception):
    """A rule that a request breaks."""


def demand(holds, rule):
    if not holds:
        raise Refusal(rule)


# Keys and certificates

def day(time, days):
    return datetime.datetime.utcfromtimestamp(time) + datetime.timedelta(days=days)


def certificate(subject, key, issuer, issuer_key, begin, end):
    name = lambda text: x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
    builder = x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer))
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    return builder.not_valid_before(begin).not_valid_after(end).sign(issuer_key, hashes.SHA256())


def make_keys(folder, now):
    authority, client, stranger = (rsa.generate_private_key(65537, 2048) for _ in range(3))
    ca = certificate("Testautoritet", authority, "Testautoritet", authority, day(now, -400), day(now, 400))
    issued = certificate("LEVANGER KOMMUNE", client, "Testautoritet", authority, day(now, -1), day(now, 1))
    expired = certificate("LEVANGER KOMMUNE", client, "Testautoritet", authority, day(now, -30), day(now, -1))
    self_made = certificate("LEVANGER KOMMUNE", stranger, "Testautoritet", stranger, day(now, -1), day(now, 1))
    pem = lambda made: made.public_bytes(serialization.Encoding.PEM)
    private = lambda key: key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                            serialization.NoEncryption())
    for name, content in {"ca.pem": pem(ca), "client.pem": pem(issued) + pem(ca), "client.key": private(client),
                          "stranger.pem": pem(self_made), "stranger.key": private(stranger),
                          "expired.pem": pem(expired)}.items():
        (folder / name).write_bytes(content)


# The rules

def decode_url(text):
    demand("=" not in text and "+" not in text and "/" not in text, "jwt is not base64url without padding")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Maskinporten:
    def __init__(self, folder, options):
        self.options = options
        self.authority = x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes())
        registered = x509.load_pem_x509_certificate((folder / "client.pem").read_bytes())
        self.registered_keys = {"levanger-2024": registered.public_key()}
        self.seen_ids = set()
        self.tokens = set()

    def key_of(self, header):
        demand(("x5c" in header) != ("kid" in header), "header must have either x5c or kid")
        if "kid" in header:
            demand(header["kid"] in self.registered_keys, "unknown kid")
            return self.registered_keys[header["kid"]]
        chain = [x509.load_der_x509_certificate(base64.b64decode(each, validate=True)) for each in header["x5c"]]
        demand(len(chain) > 1 and chain[1] == self.authority, "x5c is not the full chain")
        try:
            self.authority.public_key().verify(chain[0].signature, chain[0].tbs_certificate_bytes, padding.PKCS1v15(),
                                               chain[0].signature_hash_algorithm)
        except exceptions.InvalidSignature as error:
            raise Refusal("certificate is not issued by a trusted authority") from error
        now = datetime.datetime.utcfromtimestamp(self.options.now)
        demand(chain[0].not_valid_before <= now <= chain[0].not_valid_after, "certificate is not valid now")
        return chain[0].public_key()

    def check_signature(self, assertion):
        parts = assertion.split(".")
        demand(len(parts) == 3, "jwt has not three parts")
        header, claims = (json.loads(decode_url(part)) for part in parts[:2])
        demand(header.get("alg") in HASHES, "alg must be RS256, RS384 or RS512")
        try:
            self.key_of(header).verify(decode_url(parts[2]), ".".join(parts[:2]).encode(), padding.PKCS1v15(),
                                       HASHES[header["alg"]])
        except exceptions.InvalidSignature as error:
            raise Refusal("signature is wrong") from error
        return claims

    def check_claims(self, claims):
        options = self.options
        demand(claims.get("aud") == options.audience, "wrong aud")
        demand(claims.get("iss") == options.client, "unknown iss")
        demand("sub" not in claims and "pid" not in claims, "sub and pid have no place here")
        scopes = claims.get("scope", "").split(" ")
        demand(scopes != [""] and set(scopes) <= set(options.scope), "scope is not granted to the client")
        demand(isinstance(claims.get("iat"), int) and isinstance(claims.get("exp"), int), "iat and exp must be numbers")
        demand(claims["exp"] - claims["iat"] <= options.longest, f"valid for more than {options.longest} s")
        demand(abs(claims["iat"] - options.now) <= CLOCK_SKEW_S, "iat is not now")
        demand(claims["exp"] > options.now, "exp has passed")
        demand(claims.get("resource") == (options.resource or None), "wrong resource")
        demand(claims.get("consumer_org") == options.consumer, "no delegation from consumer_org")
        demand(bool(claims.get("jti")) and claims["jti"] not in self.seen_ids, "jti has been used")
        self.seen_ids.add(claims["jti"])

    def token(self, content_type, body):
        demand(content_type == "application/x-www-form-urlencoded", "wrong content type")
        form = dict(urllib.parse.parse_qsl(body, strict_parsing=True))
        demand(form.get("grant_type") == "urn:ietf:params:oauth:grant-type:jwt-bearer", "wrong grant_type")
        demand("client_secret" not in form, "no client authentication has a place here")
        claims = self.check_signature(form["assertion"])
        self.check_claims(claims)
        token = secrets.token_urlsafe(32)
        self.tokens.add(token)
        return {"access_token": token, "token_type": "Bearer", "expires_in": 599, "scope": claims["scope"]}


# The server

def handler_of(maskinporten):
    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self, status, content):
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            try:
                self.answer(200, maskinporten.token(self.headers.get("Content-Type"), body))
            except Refusal as refusal:
                self.answer(400, {"error": "invalid_grant", "error_description": str(refusal)})
            except (ValueError, KeyError) as error:
                self.answer(400, {"error": "invalid_request", "error_description": repr(error)})

        def do_GET(self):
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            self.answer(200 if token in maskinporten.tokens else 401, [])

        def log_message(self, *_):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=["keys", "serve"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--now", type=int, required=True, help="seconds since 1970")
    parser.add_argument("--audience", default="https://test.maskinporten.no/")
    parser.add_argument("--client", default="levanger")
    parser.add_argument("--scope", action="append", default=[])
    parser.add_argument("--resource", action="append", default=[])
    parser.add_argument("--consumer")
    parser.add_argument("--longest", type=int, default=120, help="seconds that a grant may be valid")
    options = parser.parse_args()
    if options.action == "keys":
        make_keys(options.folder, options.now)
        return
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_of(Maskinporten(options.folder, options)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
