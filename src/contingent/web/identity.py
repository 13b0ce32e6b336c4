"""A provider of identities becomes somebody who signed in there (OpenID Connect)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from contingent.errors import SignInRefused

__all__ = ["Identity", "IdentityProvider", "PendingSignIn"]

_ALGORITHMS = ("ES256", "EdDSA", "PS256", "RS256")  # nothing symmetric, and never `none`
_PATIENCE = timedelta(minutes=10)
_LEEWAY_SECONDS = 60
_TIMEOUT_SECONDS = 10
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingSignIn:
    """What must be kept, where only the server and this browser reach it, until they come back."""

    state: str
    nonce: str
    verifier: str
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody is to a provider. `subject` never changes; the rest is for people to read."""

    issuer: str
    subject: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProvider:
    """A provider at which we are registered, and how we are known there.

    `issuer` is its https address (http only on this machine), written as it writes it itself.
    `redirect_uri` is where it sends people back to. Raises ValueError for another address.
    """

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str

    def __post_init__(self) -> None:
        for address in (self.issuer, self.redirect_uri):
            if not _is_safe(address):
                raise ValueError(f"{address} is no https address")

    def begin(self, *, at: datetime) -> tuple[str, PendingSignIn]:
        """The address to send a browser to, and what to keep until it comes back.

        Uses the authorization code flow with PKCE (S256), a state and a nonce. Raises
        SignInRefused if the provider does not answer as one.
        """
        pending = PendingSignIn(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(64),
            begun_at=at,
        )
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self._endpoints(client)["authorization_endpoint"],
                state=pending.state,
                nonce=pending.nonce,
                code_verifier=pending.verifier,
            )
        return str(address), pending

    def finish(self, pending: PendingSignIn, address: str, *, at: datetime) -> Identity:
        """Who came back to `address`, the whole of it with its query.

        Raises SignInRefused unless this browser began the sign-in at most ten minutes ago and the
        provider vouches for it: its signature, issuer, audience, nonce and dates must be right.
        """
        code = self._code(pending, address, at)
        with self._client() as client:
            endpoints = self._endpoints(client)
            try:
                token = client.fetch_token(
                    endpoints["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=pending.verifier,
                    redirect_uri=self.redirect_uri,
                )
            except (OAuthError, httpx.HTTPError, ValueError) as error:
                raise SignInRefused("the provider of identities took nothing back") from error
            keys = _document(client, endpoints["jwks_uri"])
        claims = self._claims(token, keys, pending, at)
        return Identity(
            issuer=self.issuer,
            subject=str(claims["sub"]),
            name=str(claims.get("name", "")),
            email=str(claims.get("email", "")),
        )

    def _code(self, pending: PendingSignIn, address: str, at: datetime) -> str:
        """The code that came back, if it answers what this browser asked."""
        query = {name: values[-1] for name, values in parse_qs(urlsplit(address).query).items()}
        if not hmac.compare_digest(query.get("state", "").encode(), pending.state.encode()):
            raise SignInRefused("this sign-in was not begun here; begin again")
        if not timedelta(0) <= at - pending.begun_at <= _PATIENCE:
            raise SignInRefused("this sign-in took too long; begin again")
        if query.get("iss", self.issuer) != self.issuer:
            raise SignInRefused("another provider of identities answered; begin again")
        if not query.get("code"):
            raise SignInRefused("the provider of identities did not let you in")
        return query["code"]

    def _claims(
        self, token: Mapping[str, Any], keys: Any, pending: PendingSignIn, at: datetime
    ) -> Mapping[str, Any]:
        """What the provider's token says, once everything about it is right."""
        options = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
            "sub": {"essential": True},
        }
        params = {
            "nonce": pending.nonce,
            "client_id": self.client_id,
            "access_token": token.get("access_token"),
        }
        try:
            found = jwt.decode(
                token["id_token"], KeySet.import_key_set(keys), algorithms=_ALGORITHMS
            )
            claims = CodeIDToken(found.claims, found.header, options, params)
            claims.validate(now=at.timestamp(), leeway=_LEEWAY_SECONDS)
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise SignInRefused("what the provider of identities says does not hold") from error
        if not claims["sub"]:
            raise SignInRefused("the provider of identities names nobody")
        return dict(claims)

    def _endpoints(self, client: OAuth2Client) -> Mapping[str, str]:
        """Where the provider does what, as it says itself."""
        root = self.issuer.rstrip("/")
        found = _document(client, f"{root}/.well-known/openid-configuration")
        is_whole = isinstance(found, dict) and all(
            isinstance(found.get(name), str) for name in _NEEDED
        )
        if not is_whole or found["issuer"] != self.issuer:
            raise SignInRefused("the provider of identities is not the one expected")
        if not all(_is_safe(found[name]) for name in _NEEDED):
            raise SignInRefused("the provider of identities names an address that is not https")
        return {name: found[name] for name in _NEEDED}

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            client_id=self.client_id,
            client_secret=self.client_secret,
            scope="openid profile email",
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            timeout=_TIMEOUT_SECONDS,
            follow_redirects=False,
        )


def _is_safe(address: str) -> bool:
    """True for https, and for http that does not leave this machine."""
    parts = urlsplit(address)
    on_machine = parts.scheme == "http" and parts.hostname in _LOOPBACK
    return bool(parts.hostname) and (parts.scheme == "https" or on_machine)


def _document(client: OAuth2Client, address: str) -> Any:
    """A JSON document of the provider; SignInRefused if it is none."""
    try:
        answer = client.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        return answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise SignInRefused("the provider of identities does not answer") from error
