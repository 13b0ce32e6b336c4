"""Words and phrases that look like a party's name and mean something else."""

from __future__ import annotations

__all__ = ["GIVEN_NAMES", "NAMESAKES", "ORDINARY_CAPITALS", "ORDINARY_WORDS", "SHARED_NAMES"]


def _phrases(block: str) -> tuple[str, ...]:
    """The phrases of a block of lines, parted by semicolons."""
    return tuple(phrase.strip() for line in block.split("\n") for phrase in line.split(";"))[1:-1]


ORDINARY_WORDS = frozenset(
    _phrases("""
    bermuda; chad; chile; china; danish; danes; dutch; guinea; indian; islamic jihad
    islamic state; japan; jordan; morocco; niger; panama; poles; polish; swede; swedes; swiss
    turkey; turks
    """)
)
"""Names whose lower-case spelling is an ordinary word, or too often one, to be read as a party."""

ORDINARY_CAPITALS = frozenset({"US", "WHO", "CAR", "AU", "AES", "CIS", "RSA", "ISIS", "PIF"})
"""Short names that are ordinary words in a line written all in capitals."""

GIVEN_NAMES = frozenset(
    {"Jordan", "Chad", "Israel", "Georgia", "India", "Kenya", "Sofia", "Paris", "Santiago"}
    | {"London", "Sydney", "Lima", "Vienna", "Florence", "Cuba", "Holland", "Ireland", "England"}
)
"""Names that people bear too; as part of a person's name they are no party."""

SHARED_NAMES: dict[str, tuple[str, ...]] = {
    "Congo": ("COD", "COG"),
    "Congolese": ("COD", "COG"),
    "Korea": ("KOR", "PRK"),
    "Korean": ("KOR", "PRK"),
    "Koreans": ("KOR", "PRK"),
}
"""Names of two parties: read as the one that the same text also names in full, else as neither."""

NAMESAKES = _phrases("""
    Gulf of Oman; Gulf of Mexico; Gulf of Guinea; Gulf of Thailand; South China Sea
    East China Sea; Sea of Japan; Indian Ocean; Lake Chad; Lake Malawi; Lake Tanganyika
    Jordan Valley; Jordan River; River Jordan; Niger Delta; Niger River; River Niger
    Panama Canal; Panama hat; Panama Papers; English Channel; Congo River; River Congo
    New Mexico; New England; New Britain; New London; New Ireland; South Georgia
    Atlanta, Georgia; Georgia Tech; Georgia State; Savannah, Georgia; Guinea pig; Guinea pigs
    guinea fowl; Guinea fowl; Turks and Caicos; Turks & Caicos; Inner Mongolia; Upper Egypt
    Latin America; Latin American; Latin Americans; South America; South American
    South Americans; North America; North American; North Americans; Central America
    Central American; Central Americans; African American; African Americans; Native American
    Native Americans; American Indian; American Indians; British Columbia; British Virgin Islands
    British Indian Ocean Territory; US Virgin Islands; U.S. Virgin Islands; West Indian
    West Indies; French Southern Territories; Dutch East Indies; Washington Post
    Washington Times; Washington Examiner; Washington State; Washington state; George Washington
    Fort Washington; Jerusalem Post; Times of Israel; Times of India; Hindustan Times
    East Jerusalem; Kuwait Times; Khaleej Times; Moscow Times; Kyiv Independent; Kyiv Post
    Japan Times; Korea Herald; Korea Times; Bangkok Post; Jakarta Post; Jakarta Globe
    Jordan Times; Egypt Today; Egypt Independent; China Daily; Arab News; Tehran Times
    Ireland on Sunday; France 24; France-Presse; Agence France-Presse; Russia Today
    Iran International
    Warsaw Pact; Oslo Accords; Oslo Accord; Oslo process; Minsk agreements; Minsk Agreements
    Minsk accords; Dayton Accords; Paris Agreement; Paris Accord; Paris Climate; Paris climate
    Paris Club; Rome Statute; Vienna Convention; Vienna Conventions; Doha Round; Doha Agreement
    Montevideo Convention; Nairobi Process; Nairobi process; Luanda Process; Luanda process
    Algiers Agreement; Khartoum Process; Stockholm Agreement; Stockholm syndrome; Rabat Process
    Bank of America; Voice of America; America First; Air France; Air India; Turkish Airlines
    Egypt Air; Qatar Airways; Kenya Airways; Ethiopian Airlines; Emirates airline
    National Security Council; Supreme National Security Council; Islamic State of Iraq
    North Pole; South Pole; Michael Jordan; Chinese whispers; French fries; Danish pastry
    Swiss army knife; Dutch auction; Spanish flu; German measles; Russian roulette; Greek tragedy
    Polish off; Victoria Nuland; Persian Gulf; Cyprus Mail; Malta Independent; Times of Malta
    """)
"""Phrases that hold a party's name and name something else: seas, papers, accords, people."""
