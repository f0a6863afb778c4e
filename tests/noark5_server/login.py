"""Logging in: chapter 4, «Autentisering og Autorisering». OpenID Connect with the client credentials grant, and Basic.

The server is its own minimal provider: the discovery document of OpenID Connect Discovery 1.0 §3–4, and a token
endpoint that follows RFC 6749 §2.3.1, §3.2, §4.4, §5.1 and §5.2. Tokens are opaque and sent by RFC 6750 §2.1.
"""
import base64
import binascii
import dataclasses
import datetime
import secrets
import urllib.parse

from messages import Answer, Request, json_answer
from problems import Problem
from store import Store, User

SCOPES = ("openid", "noark5")
REALM = "Noark 5"


@dataclasses.dataclass(frozen=True)
class Token:
    user: User
    expires: datetime.datetime


class Refusal(Exception):
    """An error of RFC 6749 §5.2."""

    def __init__(self, error: str, description: str, status: int = 400):
        super().__init__(description)
        self.error, self.description, self.status = error, description, status


def basic_credentials(header: str) -> tuple[str, str] | None:
    """User and password of an Authorization header (RFC 7617 §2); None where it is no Basic."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, password = base64.b64decode(encoded.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (user, password) if colon else None


class Login:
    def __init__(self, store: Store, root: str, clients: dict[str, str], users: dict[str, str]):
        self.store = store
        self.root = root
        self.clients = clients  # secret by client_id
        self.users = users      # password by user name; empty where Basic is not offered
        self.tokens: dict[str, Token] = {}
        self.token_path = f"/oidc/{secrets.token_hex(8)}/token"
        self.lifetime_seconds = 3600

    def discovery(self) -> Answer:
        origin = self.root.split("/", 3)
        base = "/".join(origin[:3])
        return json_answer(200, {
            "issuer": self.root.rstrip("/"),
            "authorization_endpoint": base + self.token_path.replace("token", "authorize"),
            "token_endpoint": base + self.token_path,
            "jwks_uri": base + self.token_path.replace("token", "jwks"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "grant_types_supported": ["client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "scopes_supported": list(SCOPES)})

    def token(self, request: Request) -> Answer:
        try:
            return self.granted(request)
        except Refusal as refusal:
            headers = {"Cache-Control": "no-store"}
            if refusal.status == 401:
                headers["WWW-Authenticate"] = f'Basic realm="{REALM}"'
            answer = json_answer(refusal.status, {"error": refusal.error, "error_description": refusal.description})
            answer.headers |= headers
            return answer

    def granted(self, request: Request) -> Answer:
        if request.method != "POST":
            raise Refusal("invalid_request", "only POST is of use here", 405)
        if request.media_type() != "application/x-www-form-urlencoded" or request.body is None:
            raise Refusal("invalid_request", "application/x-www-form-urlencoded is wanted")
        try:
            pairs = urllib.parse.parse_qsl(request.body.decode("utf-8"), strict_parsing=True)
        except ValueError as error:
            raise Refusal("invalid_request", f"body: {error}") from error
        form = dict(pairs)
        if len(form) != len(pairs):
            raise Refusal("invalid_request", "a parameter is given twice")
        self.demand_client(request, form)
        if form.get("grant_type") != "client_credentials":
            raise Refusal("unsupported_grant_type" if "grant_type" in form else "invalid_request",
                          "grant_type must be client_credentials")
        scope = form.get("scope", "noark5")
        if not set(scope.split(" ")) <= set(SCOPES):
            raise Refusal("invalid_scope", f"scopes are {' '.join(SCOPES)}")
        token = secrets.token_urlsafe(24)
        client = form.get("client_id") or basic_credentials(request.headers.get("Authorization", ""))[0]
        expires = self.store.now + datetime.timedelta(seconds=self.lifetime_seconds)
        self.tokens[token] = Token(self.store.user(client), expires)
        return json_answer(200, {"access_token": token, "token_type": "Bearer", "expires_in": self.lifetime_seconds,
                                 "scope": scope}, Cache_Control="no-store", Pragma="no-cache")

    def demand_client(self, request: Request, form: dict[str, str]) -> None:
        """The client proves itself in one way alone (§2.3)."""
        basic = basic_credentials(request.headers.get("Authorization", ""))
        if basic and "client_secret" in form:
            raise Refusal("invalid_request", "two ways of client authentication")
        # In the header both are form-encoded first (§2.3.1).
        client, secret = map(urllib.parse.unquote_plus, basic) if basic else (form.get("client_id"), form.get("client_secret"))
        if client not in self.clients or self.clients[client] != secret:
            raise Refusal("invalid_client", "unknown client or wrong secret", 401)

    def user_of(self, request: Request) -> User:
        """Who sends a request. Problem 401 with WWW-Authenticate otherwise (RFC 6750 §3, RFC 7617 §2)."""
        header = request.headers.get("Authorization", "")
        basic = basic_credentials(header)
        if basic and self.users:
            if self.users.get(basic[0]) != basic[1]:
                raise self.unauthorised("wrong user or password")
            return self.store.user(basic[0])
        scheme, _, text = header.partition(" ")
        if scheme.lower() != "bearer":
            raise self.unauthorised("log in first")
        token = self.tokens.get(text.strip())
        if token is None or token.expires <= self.store.now:
            raise self.unauthorised("the token is unknown or has expired", ', error="invalid_token"')
        return token.user

    def unauthorised(self, description: str, error: str = "") -> Problem:
        challenges = [f'Bearer realm="{REALM}"{error}'] + ([f'Basic realm="{REALM}", charset="UTF-8"'] if self.users else [])
        return Problem(401, description, WWW_Authenticate=", ".join(challenges))

    def expire_all(self) -> None:
        self.tokens = {text: dataclasses.replace(token, expires=self.store.now) for text, token in self.tokens.items()}
