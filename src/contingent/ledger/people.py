"""Names, passwords and tokens become accounts: who somebody is, and what they may do."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Engine,
    ForeignKey,
    MetaData,
    Row,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from contingent.ledger.chain import microseconds, moment_of
from contingent.ledger.labels import Viewer
from contingent.ledger.passwords import hash_of, is_password
from contingent.ledger.roles import Role
from contingent.ledger.throttle import Throttle, attempts
from contingent.vocabulary.label import Label, Level

__all__ = ["PEOPLE_FILE", "Account", "People", "Token", "open_people"]

PEOPLE_FILE = "people.db"
"""The file, beside the ledger, that holds accounts. It is no part of the record."""

LONGEST_TOKEN = timedelta(days=366)
"""How long a token can live."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_TOKEN = re.compile(r"ctg_(?P<id>[0-9a-f]{12})_(?P<secret>[A-Za-z0-9_-]{43})")

_METADATA = MetaData()
_ACCOUNT = Table(
    "account",
    _METADATA,
    Column("name", String(64), primary_key=True),
    Column("organisation", String, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("password", String, nullable=False),  # an argon2 hash, empty: no password signs in
    Column("issuer", String),
    Column("subject", String),
    Column("added_at", BigInteger, nullable=False),
    Column("removed_at", BigInteger),
    UniqueConstraint("issuer", "subject"),
)
_TOKENS = Table(
    "token",
    _METADATA,
    Column("id", String(12), primary_key=True),
    Column("account", String(64), ForeignKey("account.name"), nullable=False),
    Column("purpose", String, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
)
_ATTEMPTS = attempts(_METADATA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody of a team. `removed_at` is None for who is still there.

    A name is never given to somebody else: the record names people by it.
    """

    name: str
    organisation: str = ""
    groups: frozenset[str] = frozenset()
    roles: frozenset[Role] = field(default_factory=frozenset)
    added_at: datetime
    removed_at: datetime | None = None

    @property
    def viewer(self) -> Viewer:
        """The account as labels see it."""
        return Viewer(name=self.name, organisation=self.organisation, groups=self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key by which a program acts for an account, without its secret."""

    id: str
    account: str
    purpose: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_good(self, at: datetime) -> bool:
        """True while it is neither revoked nor past its day."""
        return self.revoked_at is None and at < self.expires_at


def open_people(place: Path | URL, *, hasher: PasswordHasher | None = None) -> People:
    """The accounts kept in a file, made if there is none, or in a database by its address.

    `hasher` says what hashing a password costs; else as argon2-cffi recommends.
    """
    if isinstance(place, URL):
        engine = create_engine(place, poolclass=NullPool)
    else:
        # Only its owner reads it, from the first byte on.
        os.close(os.open(place, os.O_RDWR | os.O_CREAT, 0o600))
        engine = create_engine(URL.create("sqlite", database=str(place)), poolclass=NullPool)
        event.listen(engine, "connect", _prepare_sqlite)
    _METADATA.create_all(engine)
    return People(engine, hasher=hasher)


def _prepare_sqlite(connection: Any, _: object) -> None:
    for pragma in ("foreign_keys = ON", "secure_delete = ON", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {pragma}")


class People:
    """The accounts of a team. Without any, the ledger belongs to one person.

    Every method that needs the moment takes it as `at`. ValueError says what a name, a role or a
    date must be; KeyError that there is no such account.
    """

    def __init__(self, engine: Engine, *, hasher: PasswordHasher | None = None) -> None:
        self._engine = engine
        self._hasher = hasher or PasswordHasher()
        self._throttle = Throttle(engine, _ATTEMPTS)

    def accounts(self) -> tuple[Account, ...]:
        """Everybody, in the order in which they were added, also who was removed."""
        query = select(_ACCOUNT).order_by(_ACCOUNT.c.added_at, _ACCOUNT.c.name)
        with self._engine.connect() as connection:
            return tuple(map(_account, connection.execute(query)))

    @property
    def founder(self) -> str:
        """The first account, whose the entries of the time before are; empty without any."""
        return next((account.name for account in self.accounts()), "")

    def account(self, name: str) -> Account:
        """An account that is still there; KeyError for any other name."""
        found = next((each for each in self.accounts() if each.name == name), None)
        if found is None or found.removed_at is not None:
            raise KeyError(name)
        return found

    def add(
        self,
        name: str,
        *,
        roles: Iterable[Role],
        at: datetime,
        organisation: str = "",
        groups: Iterable[str] = (),
    ) -> Account:
        """A new account, without a password yet. The first must be an administrator."""
        account = Account(
            name=name,
            organisation=organisation,
            groups=frozenset(groups),
            roles=frozenset(roles),
            added_at=at,
        )
        _check(account)
        everybody = self.accounts()
        if any(each.name == name for each in everybody):
            raise ValueError(f"{name} is taken; a name is never given to somebody else")
        if not everybody and Role.ADMINISTRATOR not in account.roles:
            raise ValueError("the first account must be an administrator")
        values = {
            "name": name,
            "organisation": organisation,
            "groups": sorted(account.groups),
            "roles": sorted(account.roles),
            "password": "",
            "added_at": microseconds(at),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(_ACCOUNT).values(values))
        return account

    def set_roles(self, name: str, roles: Iterable[Role]) -> Account:
        """Give an account these roles and no others; somebody stays an administrator."""
        account, wanted = self.account(name), frozenset(roles)
        if Role.ADMINISTRATOR not in wanted:
            self._keep_an_administrator(account)
        self._change(name, {"roles": sorted(wanted)})
        return self.account(name)

    def set_groups(self, name: str, *, organisation: str, groups: Iterable[str]) -> Account:
        """Say anew to which organisation and groups an account belongs."""
        found = frozenset(groups)
        kept = self.account(name)
        _check(Account(name=name, organisation=organisation, groups=found, added_at=kept.added_at))
        self._change(name, {"organisation": organisation, "groups": sorted(found)})
        return self.account(name)

    def remove(self, name: str, *, at: datetime) -> None:
        """Nobody acts by this account any more; its name and its deeds stay on record."""
        self._keep_an_administrator(self.account(name))
        gone = {"removed_at": microseconds(at), "password": "", "issuer": None, "subject": None}
        self._change(name, gone)
        with self._engine.begin() as connection:
            query = update(_TOKENS).where(_TOKENS.c.account == name, _TOKENS.c.revoked_at.is_(None))
            connection.execute(query.values(revoked_at=microseconds(at)))

    def set_password(self, name: str, password: str) -> None:
        """Let an account sign in with a password of 12 to 1,000 characters, not soon guessed.

        ValueError for another.
        """
        about = (name, self.account(name).organisation)
        self._change(name, {"password": hash_of(password, self._hasher, about=about)})

    def sign_in(self, name: str, password: str, *, address: str, at: datetime) -> Account:
        """The account of a name and its password, asked for from a network address.

        Raises SignInRefused, alike for a wrong name and a wrong password. Too many failures of a
        name or an address make both wait, longer each time.
        """
        with self._throttle.attempt(name=name, address=address, at=at) as succeed:
            stored = self._password_of(name)
            if is_password(stored, password, self._hasher):
                succeed()
        if self._hasher.check_needs_rehash(stored):
            self.set_password(name, password)
        return self.account(name)

    def link(self, name: str, *, issuer: str, subject: str) -> None:
        """Let whom an identity provider calls `subject` sign in as this account, and no other."""
        self.account(name)
        holder = self.account_of_identity(issuer=issuer, subject=subject)
        if holder is not None and holder.name != name:
            raise ValueError(f"{subject} of {issuer} signs in as {holder.name} already")
        self._change(name, {"issuer": issuer, "subject": subject})

    def account_of_identity(self, *, issuer: str, subject: str) -> Account | None:
        """The account that was linked to an identity; None if none was."""
        query = select(_ACCOUNT).where(
            _ACCOUNT.c.issuer == issuer,
            _ACCOUNT.c.subject == subject,
            _ACCOUNT.c.removed_at.is_(None),
        )
        with self._engine.connect() as connection:
            found = connection.execute(query).first()
        return _account(found) if found else None

    def issue_token(
        self, name: str, *, purpose: str, at: datetime, lifetime: timedelta
    ) -> tuple[Token, str]:
        """A new token and its text, which is kept nowhere: only its hash is."""
        self.account(name)
        if not timedelta(0) < lifetime <= LONGEST_TOKEN:
            raise ValueError(f"a token lives for 1 to {LONGEST_TOKEN.days} days")
        id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        values = {
            "id": id,
            "account": name,
            "purpose": purpose,
            "digest": hashlib.sha256(secret.encode()).hexdigest(),
            "issued_at": microseconds(at),
            "expires_at": microseconds(at + lifetime),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(_TOKENS).values(values))
        return next(each for each in self.tokens(name) if each.id == id), f"ctg_{id}_{secret}"

    def tokens(self, name: str) -> tuple[Token, ...]:
        """Every token of an account, in the order in which they were issued."""
        query = select(_TOKENS).where(_TOKENS.c.account == name).order_by(_TOKENS.c.issued_at)
        with self._engine.connect() as connection:
            return tuple(map(_token, connection.execute(query)))

    def revoke(self, token_id: str, *, at: datetime) -> None:
        """A token opens nothing any more; KeyError if there is none of that id that did."""
        query = update(_TOKENS).where(_TOKENS.c.id == token_id, _TOKENS.c.revoked_at.is_(None))
        with self._engine.begin() as connection:
            done = connection.execute(query.values(revoked_at=microseconds(at)))
        if not done.rowcount:
            raise KeyError(token_id)

    def account_of_token(self, text: str, *, at: datetime) -> Account | None:
        """The account that a token acts for; None for one that is wrong, revoked or expired."""
        found = _TOKEN.fullmatch(text.strip())
        if found is None:
            return None
        query = select(_TOKENS).where(_TOKENS.c.id == found["id"])
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        digest = hashlib.sha256(found["secret"].encode()).hexdigest()
        if row is None or not hmac.compare_digest(row.digest, digest):
            return None
        return self.account(row.account) if _token(row).is_good(at) else None

    def _password_of(self, name: str) -> str:
        """The hash of an account's password; empty for who has none or is not there."""
        query = select(_ACCOUNT.c.password).where(_ACCOUNT.c.name == name)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() or ""

    def _change(self, name: str, values: Mapping[str, Any]) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(_ACCOUNT).where(_ACCOUNT.c.name == name).values(values))

    def _keep_an_administrator(self, leaving: Account) -> None:
        others = (
            each
            for each in self.accounts()
            if each.removed_at is None and each.name != leaving.name
        )
        if Role.ADMINISTRATOR in leaving.roles and not any(
            Role.ADMINISTRATOR in each.roles for each in others
        ):
            raise ValueError(f"{leaving.name} is the last administrator; name another one first")


def _check(account: Account) -> None:
    """ValueError for a name, an organisation or a group that no label could hold."""
    if not _NAME.fullmatch(account.name):
        raise ValueError(
            f"{account.name!r} is no name for an account: up to 64 of a-z, 0-9, `.`, `_`, `-`"
        )
    Label(
        level=Level.AMBER,
        originator=account.name,
        organisation=account.organisation,
        releasable_to=account.groups,
    )


def _account(row: Row[Any]) -> Account:
    return Account(
        name=row.name,
        organisation=row.organisation,
        groups=frozenset(row.groups),
        roles=frozenset(map(Role, row.roles)),
        added_at=moment_of(row.added_at),
        removed_at=None if row.removed_at is None else moment_of(row.removed_at),
    )


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        account=row.account,
        purpose=row.purpose,
        issued_at=moment_of(row.issued_at),
        expires_at=moment_of(row.expires_at),
        revoked_at=None if row.revoked_at is None else moment_of(row.revoked_at),
    )
