"""The sayings over a clause become one speaker, a chain of who passed it on, and a voice."""

from __future__ import annotations

from dataclasses import dataclass

from contingent.read.lexicon import Sense
from contingent.read.quotes import Saying
from contingent.read.setting import Draft, Setting
from contingent.read.speakers import Cast, is_unnamed, is_watcher
from contingent.vocabulary.claim import Driver
from contingent.vocabulary.statement import Collective, Speaker, Voice

__all__ = ["Source", "Voiced", "source_of", "spoken"]

_NOBODY = Speaker(name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says a clause, and through whom; `speaker` is None for the reporter's own words."""

    speaker: Speaker | None
    via: tuple[str, ...]
    is_hearsay: bool
    chain: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """Speaker, chain and voice of one statement."""

    speaker: Speaker
    voice: Voice
    via: tuple[str, ...]
    is_hearsay: bool


def source_of(said: tuple[Saying, ...], at: int) -> Source:
    """Who speaks at a place.

    An outlet, or somebody of the speaker's own side, who passes words on becomes a link of the
    chain. Somebody of another side who tells what a party said stays the speaker: a party's word
    in another's mouth is hearsay, not its own.
    """
    chain = tuple(item for item in said if item.start <= at < item.end)
    speaker: Speaker | None = None
    via: list[str] = []
    hearsay = False
    for saying in chain:
        via += [link for link in saying.via if link not in via]
        who = saying.who
        if who is None or (speaker is not None and who.name == speaker.name):
            continue
        if speaker is None:
            speaker = who
        elif who.party in ("", speaker.party) or not speaker.party:
            via.append(speaker.name)
            speaker = (
                who if who.party else Speaker(name=who.name, role=who.role, party=speaker.party)
            )
        else:
            hearsay = True
    return Source(speaker=speaker, via=tuple(via), is_hearsay=hearsay, chain=chain)


def spoken(setting: Setting, draft: Draft, source: Source, cast: Cast) -> Voiced:
    """The voice in which a draft stands."""
    speaker = source.speaker
    about = draft.subject.about if draft.subject is not None else ""
    if speaker is None and draft.performs is not None:
        speaker = _own_word(setting, draft, cast)
    if speaker is None:
        voice = Voice.COMMENTARY if _is_comment(setting, draft) else Voice.REPORTER
        return Voiced(speaker=_NOBODY, voice=voice, via=source.via, is_hearsay=False)
    return Voiced(
        speaker=speaker,
        voice=_voice(speaker, about),
        via=source.via,
        is_hearsay=source.is_hearsay,
    )


def _own_word(setting: Setting, draft: Draft, cast: Cast) -> Speaker | None:
    """A party that is told to have offered or refused speaks for itself."""
    subject = draft.subject
    if subject is None or not isinstance(subject.about, str) or subject.end <= subject.start:
        return None
    if _is_comment(setting, draft) or draft.performs is None or subject.start > draft.performs:
        return None
    before = setting.marked.fold[draft.start : subject.start]
    opening = max(before.rfind(","), before.rfind(";"), before.rfind(":")) + 1
    who = cast.resolve(draft.start + opening, draft.performs)
    if who is not None and who.role and who.party == subject.about:
        return who
    named = setting.marked.text[subject.start : subject.end]
    return Speaker(name=named, role="", party=subject.about)


def _voice(speaker: Speaker, about: str | Collective) -> Voice:
    if is_watcher(speaker):
        return Voice.COMMENTARY
    if isinstance(about, str) and about and speaker.party and speaker.party != about:
        return Voice.THIRD_PARTY
    if is_unnamed(speaker):
        return Voice.OFFICIAL_UNNAMED
    return Voice.OFFICIAL if speaker.party else Voice.THIRD_PARTY


def _is_comment(setting: Setting, draft: Draft) -> bool:
    """True for unattributed words that weigh and suppose instead of reporting."""
    senses = {sign.sense for sign in setting.signs}
    if Sense.MUSING in senses or isinstance(draft.claim, Driver):
        return True
    return Sense.MAY in senses and Sense.REASON in senses
