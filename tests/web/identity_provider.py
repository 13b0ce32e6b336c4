"""A small provider of identities on this machine: it signs in whoever asks, and lies on demand."""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

__all__ = ["Provider", "serving"]


class Provider:
    """One client, one person, codes that work once. `lie` changes what the token claims.

    `now` is its clock, `endpoints` replaces addresses that it publishes.
    """

    def __init__(self) -> None:
        self.issuer = ""
        self.key = RSAKey.generate_key(2048, {"kid": "k1"})
        self.published = self.key
        self.lie: dict[str, Any] = {}
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "k1"}
        self.codes: dict[str, dict[str, str]] = {}
        self.now: Callable[[], float] = time.time
        self.endpoints: dict[str, str] = {}
        self.app = FastAPI()
        self.app.get("/.well-known/openid-configuration")(self.configuration)
        self.app.get("/authorize", response_model=None)(self.authorize)
        self.app.post("/token", response_model=None)(self.token)
        self.app.get("/keys")(self.keys)

    def configuration(self) -> dict[str, str]:
        """Where everything is."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.endpoints

    def keys(self) -> dict[str, Any]:
        """The public half of the key."""
        return {"keys": [self.published.as_dict(private=False)]}

    def authorize(self, request: Request) -> RedirectResponse:
        """Sign the person in at once and send the browser back with a code."""
        asked = dict(request.query_params)
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"], "iss": self.issuer})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}")

    def token(
        self,
        request: Request,
        code: str = Form(),
        code_verifier: str = Form(),
        redirect_uri: str = Form(),
    ) -> JSONResponse:
        """The token for a code, once, to whom can prove that it asked for it."""
        asked = self.codes.pop(code, None)
        digest = hashlib.sha256(code_verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        secret = base64.b64encode(b"contingent:secret").decode()
        is_good = (
            asked is not None
            and asked["code_challenge_method"] == "S256"
            and asked["code_challenge"] == challenge
            and asked["redirect_uri"] == redirect_uri
            and request.headers["authorization"] == f"Basic {secret}"
        )
        if asked is None or not is_good:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(self.now())
        claims = {
            "iss": self.issuer,
            "sub": "u-7",
            "aud": "contingent",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "name": "Bo Berg",
            "email": "bo@example.org",
        } | self.lie
        claims = {name: value for name, value in claims.items() if value is not None}
        text = jwt.encode(self.header, claims, self.key, algorithms=[self.header["alg"]])
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": text})


@contextmanager
def serving(provider: Provider) -> Iterator[None]:
    """Answer on a free port of this machine until the block ends."""
    server = uvicorn.Server(uvicorn.Config(provider.app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    provider.issuer = f"http://127.0.0.1:{port}"
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
