"""Signing in at a provider of identities, a real one on this machine, and whatever can be false."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from identity_provider import Provider, serving
from joserfc.jwk import RSAKey

from contingent.errors import SignInRefused
from contingent.web.identity import Identity, IdentityProvider, PendingSignIn

BACK = "https://contingent.example/signed-in"


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    """The provider, answering."""
    provider = Provider()
    with serving(provider):
        yield provider


@pytest.fixture
def provider(server) -> Provider:
    """The provider in an honest mood."""
    server.lie, server.published = {}, server.key
    server.header = {"alg": "RS256", "kid": "k1"}
    return server


@pytest.fixture
def ours(provider) -> IdentityProvider:
    """The provider as we know it."""
    return IdentityProvider(
        issuer=provider.issuer,
        client_id="contingent",
        client_secret="secret",
        redirect_uri=BACK,
    )


def now() -> datetime:
    """The provider signs with the clock of this machine."""
    return datetime.now(UTC)


def gone_there(ours: IdentityProvider) -> tuple[PendingSignIn, str]:
    """Send a browser there; the address to which it is sent back."""
    address, pending = ours.begin(at=now())
    answer = httpx.get(address)
    assert answer.status_code == 307
    return pending, answer.headers["location"]


def test_whoever_signs_in_there_is_known_here(ours, provider):
    """Subject and issuer identify; name and address are for people."""
    pending, address = gone_there(ours)
    assert address.startswith(BACK)
    assert ours.finish(pending, address, at=now()) == Identity(
        issuer=provider.issuer, subject="u-7", name="Bo Berg", email="bo@example.org"
    )


def test_every_sign_in_has_secrets_of_its_own(ours):
    """State, nonce and verifier are never used twice, and the verifier does not travel."""
    first, one = ours.begin(at=now())
    second, two = ours.begin(at=now())
    assert len({one.state, two.state, one.nonce, two.nonce, one.verifier, two.verifier}) == 6
    assert "code_challenge_method=S256" in first
    assert one.verifier not in first
    assert first != second


def test_a_code_works_once(ours):
    """Who reads an address over a shoulder gains nothing."""
    pending, address = gone_there(ours)
    ours.finish(pending, address, at=now())
    with pytest.raises(SignInRefused, match="took nothing back"):
        ours.finish(pending, address, at=now())


def test_another_browser_cannot_finish(ours):
    """Neither with a state that it did not begin, nor without the verifier."""
    pending, address = gone_there(ours)
    _, other = ours.begin(at=now())
    with pytest.raises(SignInRefused, match="not begun here"):
        ours.finish(other, address, at=now())
    with pytest.raises(SignInRefused, match="took nothing back"):
        ours.finish(replace(pending, verifier=other.verifier), address, at=now())


def test_a_sign_in_does_not_wait_for_ever(ours):
    """Ten minutes after it began it is over."""
    pending, address = gone_there(ours)
    with pytest.raises(SignInRefused, match="too long"):
        ours.finish(pending, address, at=now() + timedelta(minutes=11))


@pytest.mark.parametrize("tail", ["", "?", "?state=", "?error=access_denied", "?code=x&state=y"])
def test_what_comes_back_without_our_state_is_refused(ours, tail):
    """Whatever else somebody sends to the address of return."""
    _, pending = ours.begin(at=now())
    with pytest.raises(SignInRefused, match="not begun here"):
        ours.finish(pending, BACK + tail, at=now())


@pytest.mark.parametrize(
    "tail", ["&error=access_denied", "&code=", "&code=x&iss=https://evil.example"]
)
def test_no_code_or_another_issuer_is_refused(ours, tail):
    """Nobody is let in by a provider that declined, or by another one than was asked."""
    _, pending = ours.begin(at=now())
    with pytest.raises(SignInRefused):
        ours.finish(pending, f"{BACK}?state={pending.state}{tail}", at=now())


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"aud": ["another"]},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"azp": "another"},
        {"at_hash": "wrong"},
    ],
    ids=str,
)
def test_a_token_that_claims_otherwise_is_refused(ours, provider, lie):
    """Issuer, audience, nonce, subject and dates must all be right."""
    provider.lie = lie
    pending, address = gone_there(ours)
    with pytest.raises(SignInRefused):
        ours.finish(pending, address, at=now())


def test_a_token_signed_by_another_is_refused(ours, provider):
    """The keys that the provider publishes decide."""
    provider.published = RSAKey.generate_key(2048, {"kid": "k1"})
    pending, address = gone_there(ours)
    with pytest.raises(SignInRefused, match="does not hold"):
        ours.finish(pending, address, at=now())


def test_a_weak_signature_is_refused(ours, provider):
    """An algorithm that is not on our list is not tried, though the key would fit."""
    provider.header = {"alg": "RS384", "kid": "k1"}
    pending, address = gone_there(ours)
    with pytest.raises(SignInRefused, match="does not hold"):
        ours.finish(pending, address, at=now())


@pytest.mark.parametrize("issuer", ["http://id.example", "ftp://id.example", "https://", "id"])
def test_an_address_that_anybody_can_listen_to_is_refused(issuer):
    """Only https leaves this machine."""
    with pytest.raises(ValueError, match="no https address"):
        IdentityProvider(issuer=issuer, client_id="x", client_secret="y", redirect_uri=BACK)


def test_a_provider_that_is_none_is_refused(ours, provider):
    """Nobody there, or somebody who calls itself otherwise."""
    nowhere = replace(ours, issuer="http://127.0.0.1:9")
    with pytest.raises(SignInRefused, match="does not answer"):
        nowhere.begin(at=now())
    otherwise = replace(ours, issuer=provider.issuer.replace("127.0.0.1", "localhost"))
    with pytest.raises(SignInRefused):
        otherwise.begin(at=now())
