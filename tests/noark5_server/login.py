"""Logging in: chapter 4, «Autentisering og Autorisering». OpenID Connect with the client credentials grant, and Basic.

The server is its own minimal provider: the discovery document of OpenID Connect Discovery 1.0 §3–4, and the token
endpoint of http_peer/.
"""
from messages import Answer, Request, json_answer
from problems import Problem
from store import Store, User
from token_endpoint import TokenEndpoint, basic_credentials

SCOPES = ("openid", "noark5")
REALM = "Noark 5"


class Login:
    def __init__(self, store: Store, root: str, clients: dict[str, str], users: dict[str, str]):
        self.store = store
        self.root = root
        self.users = users  # password by user name; empty where Basic is not offered
        self.endpoint = TokenEndpoint(clients, SCOPES, REALM, lambda: store.now)

    def token_url(self) -> str:
        return "/".join(self.root.split("/", 3)[:3]) + self.endpoint.path

    def discovery(self) -> Answer:
        return json_answer(200, {
            "issuer": self.root.rstrip("/"),
            "authorization_endpoint": self.token_url().replace("/token", "/authorize"),
            "token_endpoint": self.token_url(),
            "jwks_uri": self.token_url().replace("/token", "/jwks"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "grant_types_supported": ["client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "scopes_supported": list(SCOPES)})

    def user_of(self, request: Request) -> User:
        """Who sends a request. Problem 401 with WWW-Authenticate otherwise (RFC 6750 §3, RFC 7617 §2)."""
        header = request.headers.get("Authorization", "")
        basic = basic_credentials(header)
        if basic and self.users:
            if self.users.get(basic[0]) != basic[1]:
                raise self.unauthorised("wrong user or password")
            return self.store.user(basic[0])
        if not header.lower().startswith("bearer "):
            raise self.unauthorised("log in first")
        client = self.endpoint.client_of(header)
        if client is None:
            raise self.unauthorised("the token is unknown or has expired", ', error="invalid_token"')
        return self.store.user(client)

    def unauthorised(self, description: str, error: str = "") -> Problem:
        challenges = [f'Bearer realm="{REALM}"{error}'] + ([f'Basic realm="{REALM}", charset="UTF-8"'] if self.users else [])
        return Problem(401, description, WWW_Authenticate=", ".join(challenges))
