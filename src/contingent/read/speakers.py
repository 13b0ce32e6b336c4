"""Names, roles, capitals and pronouns become speakers, remembered through one document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contingent.read.gazetteer import Form, Mention
from contingent.read.signs import MarkedText, plain_letters
from contingent.vocabulary.statement import Speaker

__all__ = ["Cast", "is_outlet", "is_unnamed", "is_watcher"]

_PERSON = (
    r"minister|secretary(?: of state| of defen[cs]e| general)?|president|premier|chancellor|king"
    r"|spokes(?:man|woman|person)|envoy|ambassador|chief|commander|general|adviser|advisor|leader"
    r"|lawmaker|senator|chairman|chairwoman|representative|delegate|official|officer|diplomat|mp|pm|fm"
    r"|governor|prince|emir|sultan|undersecretary|chief of staff|negotiator|colonel|admiral|source"
)
_GROUPS = (
    r"officials|diplomats|sources|officers|lawmakers|ministers|aides|commanders"
    r"|(?:people|persons|those) (?:familiar|briefed|close|with knowledge)[a-z ]*"
)
_INSTITUTION = (
    r"foreign office|ministry(?: of [a-z]+(?: [a-z]+)?)?|department(?: of [a-z]+)?|government"
    r"|parliament|cabinet|army|military|council|presidency|embassy|administration|senate|congress"
    r"|national assembly|state house|palace|white house|pentagon|kremlin|commission|secretariat"
    r"|authorities|delegation|general staff|armed forces|downing street|bundestag|knesset"
    r"|(?:media|press|relief|rights) office|monitoring (?:mission|team|mechanism)|civil defen[cs]e"
)
_ADJECTIVE = (
    r"prime|foreign|defen[cs]e|interior|deputy|national security|state|vice|first|permanent"
    r"|special|chief|senior|top|former|acting|cabinet|government|army|military|police|press"
)
_WATCHERS = r"analysts?|experts?|observers?|professors?|commentators?|scholars?|academics?|critics"
_OUTLETS = (
    r"newspaper|daily|agency|broadcaster|news|times|post|herald|tribune|gazette|courier|wire"
    r"|television|radio|website|channel|magazine|reuters|report|tv|guardian|telegraph|journal"
)
_ROLE = re.compile(
    rf"\b(?:(?:{_ADJECTIVE}) )*(?P<head>{_PERSON}|{_GROUPS}|{_INSTITUTION}|{_WATCHERS})"
    rf"(?: (?:{_PERSON}))?\b"
)
_ROLE_WORDS = frozenset(re.findall(r"[a-z]+", f"{_PERSON} {_GROUPS} {_INSTITUTION}")) - {"of"}
_PERSONS = re.compile(rf"\b(?:{_PERSON})")
_GOVERNS = re.compile(r"\b(?:minister|president|premier|chancellor|king|emir|sultan)\b")
_SECOND = re.compile(rf"\b(?:spokes[a-z]+|deputy|official|adviser|aide|{_INSTITUTION})\b")
_GROUP_ROLE = re.compile(rf"\b(?:{_GROUPS})\b")
_ANONYMOUS = re.compile(rf"^(?:an?|one|some|two|several|senior|top) .*(?:{_PERSON})\b")
_INSTITUTION_ROLE = re.compile(rf"\b(?:{_INSTITUTION})\b")
_ABROAD = re.compile(r"\b(?:diplomat|source|delegate)\b")  # of whichever state
_WATCHER = re.compile(rf"\b(?:{_WATCHERS})\b")
_OUTLET = re.compile(rf"\b(?:{_OUTLETS})\b")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?) ")
_ITS = re.compile(r" *(?:its|their|the country s) ")
_PLACED = re.compile(r"\b(?:in|at|from) $")
_AT = re.compile(r"\b(?:in|to|into|for|at|from|of|across|against) (?:the )?$", re.IGNORECASE)
_FILLER = re.compile(
    r"and|the|of|on|in|at|s|an?|its|own|for|part|both|also|then|too|mr|mrs|ms|dr|gen|sir|maj|lt|col"
    r"|late|early|earlier|later|today|yesterday|meanwhile|however|[a-z]+day|\d+|neighbou?ring|said"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|bin|al|van|von|de|el|la|jr|now|once|again|who|has|have|had|with|by|[a-z]+ly|this|last|week"
)
_HE = frozenset({"he", "she", "him", "her"})
_CONTRACTED = frozenset({"re", "ve", "s", "d", "ll", "m"})
_THEY = frozenset({"it", "they", "them", "we", "i", "us", "who", "which"})
_NAME = re.compile(
    r"[A-ZÀ-ÞĀ-Ž][\w'’-]*\.?(?: (?:(?:al|bin|ibn|van|von|de|der|da|el|la|du) )*"
    r"[A-ZÀ-ÞĀ-Ž][\w'’-]*\.?)*"
)
_NO_NAME_WORDS = """
The A An In At On As Its His Her Their This That These Those But And For After Before When
While Of To State Also Yet Still However Meanwhile Mr Mrs Ms Dr Gen Sir Lt Col Speaking
Responding Addressing Asked According Earlier Later Separately One Some Several PM MP MPs FM
Reports It
Report Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March
April May June July August September October November December He She We They I Regarding
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_OF_TITLES_WORDS = """
minister ministry secretary president premier chancellor king spokesman spokeswoman
department spokesperson envoy ambassador chief commander general adviser leader senator
chairman office representative official officials diplomat diplomats officer foreign prime
defence defense of interior deputy national security state vice affairs staff government
parliament cabinet army council house force police permanent special senior us secretary-
general and colonel admiral major lieutenant brigadier prince emir acting sources
authorities
"""
_OF_TITLES = frozenset(_OF_TITLES_WORDS.split())


@dataclass(slots=True)
class Cast:
    """Who has spoken in one document so far; resolves how they are called later."""

    marked: MarkedText
    home: str = ""  # the party in whose name the document is dated
    last: Speaker | None = None
    last_person: Speaker | None = None
    people: dict[str, Speaker] = field(default_factory=dict)
    institutions: dict[str, str] = field(default_factory=dict)
    roles: dict[str, Speaker] = field(default_factory=dict)

    def resolve(self, start: int, end: int, *, place: str = "") -> Speaker | None:
        """Whom the words from `start` to `end` name; None if they name nobody who speaks.

        `place` is the party of a capital named before ("In Accra, the ministry said").
        """
        words = self.marked.plain[start:end].split()
        if not words:
            return None
        is_alone = len(words) == 1 or (len(words) == 2 and words[1] in _CONTRACTED)
        if is_alone and words[0] in _HE:
            return self.last_person or self.last
        if is_alone and words[0] in _THEY:
            return self.last
        return self._named(start, end, place)

    def heard(self, speaker: Speaker) -> None:
        """Remember that this speaker spoke last."""
        self.last = speaker
        if speaker.name and not is_unnamed(speaker) and not _is_institution(speaker):
            self.last_person = speaker
            self.people[speaker.name.split()[-1].lower()] = speaker
            if speaker.role:
                self.roles[_head(speaker.role)] = speaker
        office = _INSTITUTION_ROLE.search(speaker.role.lower())
        if office is not None and speaker.party:
            self.institutions[office[0]] = speaker.party

    def introduced(self, start: int, end: int) -> None:
        """Remember who is named with an office in words that report no speech."""
        if _ROLE_WORDS.isdisjoint(self.marked.plain[start:end].split()):
            return
        for found in _ROLE.finditer(self.marked.plain, start, end):
            near = self.marked.mentions_between(found.start() - 40, found.start())
            mention = near[-1] if near else None
            if mention is None or found.start() - mention.end > 4 or len(mention.code) != 3:
                continue
            name = _NAME.match(self.marked.fold, found.end() + 1)
            if name is not None and found.end() + 1 < end:
                who = self._named(mention.start, name.end(), "")
                last = self.last
                if who is not None and who.role:
                    self.heard(who)
                    self.last = last
            elif _INSTITUTION_ROLE.search(found[0]):
                self.institutions[_INSTITUTION_ROLE.findall(found[0])[0]] = mention.code

    def _named(self, start: int, end: int, place: str) -> Speaker | None:
        fold, plain = self.marked.fold, self.marked.plain
        mentions = [
            item
            for item in self.marked.mentions_between(start, end)
            if not _is_oblique(fold, start, item)
        ]
        role = _role(plain, start, end)
        name = _personal_name(fold, start, end, mentions)
        if name and name.split()[-1].lower() in self.people:
            known = self.people[name.split()[-1].lower()]
            is_same = not mentions or mentions[0].code == known.party
            if is_same and known.party and len(name.split()) <= len(known.name.split()):
                return known
        party = mentions[0].code if mentions else ""
        if not party and _ITS.match(plain, start, end):
            party = self._nearest(start)
        if not party and name:
            party = self._known_party(name)
        if role and not name:
            return self._by_role(role, party, place, (start, end))
        if _OUTLET.search(plain, start, end) and not role:
            return Speaker(name=_written(self.marked, start, end))
        if not role and _says_more(plain[start:end], name, mentions, start):
            return None
        if name:
            return Speaker(name=name, role=role, party=party or self._office_of(role, place, start))
        if mentions:
            first = mentions[0]
            written = self.marked.text[first.start : first.end]
            return Speaker(name=written, role="", party=party)
        return None

    def _nearest(self, before: int) -> str:
        """The party spoken of last before a place: whose prime minister `its prime minister` is.

        A place to which something goes is passed over, unless nothing else is named.
        """
        fold = self.marked.fold
        named = [
            (not _AT.search(fold, max(0, item.start - 16), item.start), item.start, item.code)
            for item in self.marked.mentions_between(before - 200, before)
            if len(item.code) == 3
        ]
        return max(named, default=(False, 0, ""))[2]

    def _office_of(self, role: str, place: str, before: int) -> str:
        """The party of a named person's office; empty where text and dateline disagree."""
        here, spoken_of = self._party_of(role, place), self._only_party(role, before)
        if here == self.home and spoken_of not in ("", here):
            return "" if here else spoken_of
        return here or spoken_of

    def _only_party(self, role: str, before: int) -> str:
        """The one party spoken of before a member of a government: whose minister he must be."""
        if not _GOVERNS.search(role):
            return ""
        paragraph = self.marked.fold.rfind("\n", 0, before) + 1
        named = {item.code for item in self.marked.mentions_between(paragraph, before)}
        named.discard(self.home)
        return named.pop() if len(named) == 1 and len(min(named)) == 3 else ""

    def _known_party(self, name: str) -> str:
        known = self.people.get(name.split()[-1].lower())
        return known.party if known is not None else ""

    def _by_role(self, role: str, party: str, place: str, span: tuple[int, int]) -> Speaker:
        known = self.roles.get(_head(role))
        institution = _INSTITUTION_ROLE.search(role)
        if known is not None and institution is None and party in ("", known.party):
            anonymous = _ANONYMOUS.match(self.marked.plain[slice(*span)].strip())
            if anonymous is None and not _GROUP_ROLE.search(role):
                return known
        written = _written(self.marked, span[0], self._role_end(role, span))
        return Speaker(name=written, role=role, party=party or self._party_of(role, place))

    def _role_end(self, role: str, span: tuple[int, int]) -> int:
        """Where a role stops being named; `of Kenya` right after it belongs to it."""
        end = max(
            (found.end() for found in _ROLE.finditer(self.marked.plain, *span)), default=span[1]
        )
        for mention in self.marked.mentions_between(end, span[1]):
            if mention.start - end <= 8:
                between = self.marked.plain[end : mention.start].split()
                if set(between) <= {"of", "the", "for", "to"}:
                    end = mention.end
        return end

    def _party_of(self, role: str, place: str) -> str:
        """The party of a role named without one: by place, by institution, by who spoke last."""
        if place:
            return place
        office = _INSTITUTION_ROLE.search(role)
        if office is not None and office[0] in self.institutions:
            return self.institutions[office[0]]
        if not role or _WATCHER.search(role) or _GROUP_ROLE.search(role):
            return ""
        if _ABROAD.search(role):
            return ""
        if self.last is None or not self.last.party or not _SECOND.search(role):
            return self.home
        return self.last.party


def _says_more(words: str, name: str, mentions: list[Mention], start: int) -> bool:
    """True if the words name something else besides: "such assurances", "the Kenyan plan"."""
    for mention in mentions:
        low, high = mention.start - start, mention.end - start
        words = words[:low] + " " * (high - low) + words[high:]
    rest = set(words.split()) - set(plain_letters(name).split())
    return bool({word for word in rest if not _FILLER.fullmatch(word)})


def _written(marked: MarkedText, start: int, end: int) -> str:
    """The words as written, without article and line breaks."""
    written = " ".join(marked.text[start:end].split())
    return _ARTICLE.sub("", written)


def _role(plain: str, start: int, end: int) -> str:
    found = [item[0] for item in _ROLE.finditer(plain, start, end)]
    return " ".join(dict.fromkeys(found))


def _head(role: str) -> str:
    """The part of a role by which it is taken up again: `us secretary of state` -> `secretary`."""
    found = _PERSONS.findall(role)
    return found[-1].split()[0] if found else role


def _is_oblique(fold: str, start: int, mention: Mention) -> bool:
    """True for a place where something was said, which names no speaker's party."""
    before = fold[max(start, mention.start - 5) : mention.start].lower()
    return mention.form is not Form.ADJECTIVE and before.endswith(("in ", " at ", "from "))


def _personal_name(fold: str, start: int, end: int, mentions: list[Mention]) -> str:
    """The last run of capitalised words that are neither title nor party."""
    taken = [(item.start, item.end) for item in mentions]
    best: list[str] = []
    for run in _NAME.finditer(fold, start, end):
        current: list[str] = []
        if run.start() > start and _PLACED.search(fold, max(start, run.start() - 5), run.start()):
            continue
        for word in re.finditer(r"\S+", run[0]):
            first = run.start() + word.start()
            plain = word[0].strip(".'’").removesuffix("'s").lower()
            inside = any(low <= first < high for low, high in taken)
            if inside or plain in _OF_TITLES or word[0].strip(".") in _NO_NAME:
                current = []
            else:
                current.append(word[0].removesuffix("'s"))
        if current:
            best = best or current
    return " ".join(best).rstrip(".,")


def _is_institution(speaker: Speaker) -> bool:
    return not speaker.role or (
        _INSTITUTION_ROLE.search(speaker.role) is not None
        and speaker.name.lower().endswith(speaker.role.split()[-1])
    )


def is_unnamed(speaker: Speaker) -> bool:
    """True for officials, diplomats or sources without a name."""
    plain = speaker.name.lower()
    return bool(_GROUP_ROLE.search(plain) or _ANONYMOUS.match(plain) or "official" in plain.split())


def is_watcher(speaker: Speaker) -> bool:
    """True for analysts and others who speak for nobody."""
    return _WATCHER.search(f"{speaker.role} {speaker.name}".lower()) is not None


def is_outlet(speaker: Speaker) -> bool:
    """True for a newspaper, agency or broadcaster."""
    return not speaker.party and _OUTLET.search(speaker.name.lower()) is not None
