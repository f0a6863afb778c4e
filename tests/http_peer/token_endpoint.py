"""A token endpoint for the client credentials grant: RFC 6749 §2.3.1, §3.2, §4.4, §5.1 and §5.2. Tokens are opaque and
sent by RFC 6750 §2.1. Time is the application's, which stands still unless a test moves it."""
import base64
import binascii
import dataclasses
import datetime
import secrets
import typing
import urllib.parse

from messages import Answer, Request, json_answer


@dataclasses.dataclass(frozen=True)
class Token:
    client: str
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


class TokenEndpoint:
    """`clients` are secrets by client_id; `scopes` what may be asked for, the last one being the default."""

    def __init__(self, clients: dict[str, str], scopes: tuple[str, ...], realm: str,
                 now: typing.Callable[[], datetime.datetime]):
        self.clients = clients
        self.scopes = scopes
        self.realm = realm
        self.now = now
        self.tokens: dict[str, Token] = {}
        self.path = f"/oidc/{secrets.token_hex(8)}/token"
        self.lifetime_seconds = 3600

    def answer(self, request: Request) -> Answer:
        try:
            return self.granted(request)
        except Refusal as refusal:
            headers = {"Cache-Control": "no-store"}
            if refusal.status == 401:
                headers["WWW-Authenticate"] = f'Basic realm="{self.realm}"'
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
        client = self.proven_client(request, form)
        if form.get("grant_type") != "client_credentials":
            raise Refusal("unsupported_grant_type" if "grant_type" in form else "invalid_request",
                          "grant_type must be client_credentials")
        scope = form.get("scope", self.scopes[-1])
        if not set(scope.split(" ")) <= set(self.scopes):
            raise Refusal("invalid_scope", f"scopes are {' '.join(self.scopes)}")
        token = secrets.token_urlsafe(24)
        expires = self.now() + datetime.timedelta(seconds=self.lifetime_seconds)
        self.tokens[token] = Token(client, expires)
        return json_answer(200, {"access_token": token, "token_type": "Bearer", "expires_in": self.lifetime_seconds,
                                 "scope": scope}, Cache_Control="no-store", Pragma="no-cache")

    def proven_client(self, request: Request, form: dict[str, str]) -> str:
        """The client proves itself in one way alone (§2.3)."""
        basic = basic_credentials(request.headers.get("Authorization", ""))
        if basic and "client_secret" in form:
            raise Refusal("invalid_request", "two ways of client authentication")
        # In the header both are form-encoded first (§2.3.1).
        client, secret = map(urllib.parse.unquote_plus, basic) if basic else (form.get("client_id"), form.get("client_secret"))
        if client not in self.clients or self.clients[client] != secret:
            raise Refusal("invalid_client", "unknown client or wrong secret", 401)
        return client

    def client_of(self, authorization: str) -> str | None:
        """The client whose Bearer token this is; None for another scheme, an unknown token and one that has expired."""
        scheme, _, text = authorization.partition(" ")
        token = self.tokens.get(text.strip()) if scheme.lower() == "bearer" else None
        return token.client if token and token.expires > self.now() else None

    def expire_all(self) -> None:
        self.tokens = {text: dataclasses.replace(token, expires=self.now()) for text, token in self.tokens.items()}
