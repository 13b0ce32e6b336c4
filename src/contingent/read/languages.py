"""A text becomes the code of the language that it is written in, `und` where nothing tells it."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["UNKNOWN", "language_of"]

UNKNOWN = "und"
"""The code of a language that is not known."""

# Words that hold a language's sentences together. One that several languages share counts for
# each of them; what tells them apart is the rest.
_SMALL_WORDS = """
en | the of and to in that is was for on with as by at from are be has have had not this which
     it its he his she their they but an were been will would said who after about than more
     into or a i do no so if we you all can my me what when how there them our us your one just
     like
cs | a v se na je že s z do o to i ve pro za by jako který která které podle také po jsou ale
     však byl byla bylo při nebo jeho uvedl řekl jsem mezi až už
da | og i at det er en til på som for med af den de ikke har et der han var fra vil efter om
     blev kan hun men også sagde mod skal
de | der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
     werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum
     war haben nur
es | de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya
     o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde
et | ja on ei et kui ka oma see mis või aga nii oli ning kes ta seda selle pärast kuid ütles
fi | ja on ei että se oli hän mutta myös kuin ovat joka mukaan sen jo vain niin tai sekä ole kun
     hänen olla mitä kanssa
fr | de la le et les des en un du une que est pour qui a dans par plus pas au sur ne se ce il
     sont avec son aux ont mais comme ou si leur y dont été cette elle après deux nous entre ses
hr | i u je na da se za su od s o a kao iz to koji koja koje će što ne bi po nije također prema
     rekao ali samo jer već nakon bio
hu | a az és hogy nem is egy meg ez volt csak de már ki még mint el azt van vagy ha szerint
     lehet után amely aki sem ezt
id | yang dan di dengan untuk dari pada dalam tidak ini itu akan oleh ke juga telah sebagai
     adalah bisa atau karena kami mereka ada saat tersebut lebih dapat menjadi mengatakan kata
     sudah
it | di e il che la in a per un del è non una i con da si le al dei della sono come più gli alla
     ha nel anche ma lo delle ed suo questo se dal ci o essere su degli nella
lt | ir į kad yra iš su tai bet kaip už apie po buvo jis taip ar dėl nuo kuris pasakė
ms | yang dan di dengan untuk dari pada dalam tidak ini itu akan oleh ke juga telah sebagai
     adalah boleh atau kerana kami mereka ada beliau tersebut lebih dapat menjadi berkata kata
     ialah
nl | de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit
     door over die worden naar heeft hebben wordt nog wel deze geen
no | og i det er en til på som for med av at den de ikke har et han var fra vil etter om ble kan
     hun men også sa mot skal å
pl | w i na się z do że nie o to jest po za przez od jak ale który która które dla tym oraz jego
     być jej są co był była już także
pt | de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à
     seu sua ou quando muito nos já também só pelo pela até isso foi são
ro | și de în a la cu pe că să nu din o un este care pentru au mai sunt fi fost prin după ce dar
     sau lui această între către
sl | in je v na da se za so pa s z o ki ne kot tudi bi po od iz ali še pri do bo smo več zaradi
sq | të e në dhe i një për me që nga se është më nuk do ka si janë ky kjo por pas tha këtë edhe
     kanë ishte duke
sv | och i att det är en på som för med av till den de inte har ett om han var från vid kan men
     också efter ska hon sig så
sw | ya na wa kwa ni katika za la kuwa hiyo cha hilo yake wakati baada alisema ambao ambayo pia
     hii huo kama lakini
tr | ve bir bu da de için ile olarak olan çok daha en gibi ne kadar sonra ancak değil var
     olduğunu dedi ya ki her olduğu tarafından üzere şu göre
vi | của và là các có không cho trong được với một những người đã này khi để từ đến ông về
"""
_SMALL = {
    code.strip(): frozenset(words.split())
    for code, words in (entry.split("|") for entry in re.split(r"\n(?=\w)", _SMALL_WORDS.strip()))
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _code, _words in _SMALL.items():
    for _word in _words:
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _code)

# Scripts by the Unicode blocks of their letters; the language is the one that mostly uses it.
_SCRIPTS = tuple(
    (code, re.compile(f"[{letters}]"))
    for code, letters in (
        ("ja", "\u3040-\u30ff"),
        ("ko", "\u1100-\u11ff\uac00-\ud7af"),
        ("zh", "\u4e00-\u9fff"),
        ("ru", "\u0400-\u04ff"),
        ("ar", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
        ("he", "\u0590-\u05ff"),
        ("el", "\u0370-\u03ff\u1f00-\u1fff"),
        ("hy", "\u0530-\u058f"),
        ("ka", "\u10a0-\u10ff"),
        ("am", "\u1200-\u137f"),
        ("hi", "\u0900-\u097f"),
        ("bn", "\u0980-\u09ff"),
        ("ta", "\u0b80-\u0bff"),
        ("th", "\u0e00-\u0e7f"),
        ("km", "\u1780-\u17ff"),
        ("my", "\u1000-\u109f"),
    )
)
# Letters by which languages of one script are told apart; the first that is frequent enough wins.
_NEIGHBOURS = {
    "ru": (("uk", "іїєґ"), ("sr", "јљњћђџ"), ("be", "ўі"), ("kk", "әғқңөұүһ"), ("ru", "ыэё")),
    "ar": (("ur", "ٹڈڑںے"), ("fa", "پچژگی")),
    "zh": (("ja", "のはをにが"),),
}
_BEYOND_LATIN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2000-\u2bff]")
_LEAST_OTHER = 10  # of so many signs one must be of another script, to look which
_NEIGHBOUR_SHARE = 50  # one letter in so many
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 3_000
_LEAST_HITS = 4
_PLAINLY = 0.3  # of all words: no other language holds so many that English has too
_LEAD = 1.5  # how much more of another language's words than of English ones must be there


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language, by its script and its small words.

    What shows no language is `en` if it is written in Latin letters and too short to tell: a
    short English text must not be lost. A long one is `und`.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        script = _script_of(sample)
        if script:
            return script
    words = _WORD.findall(sample.lower())
    english = sum(map(_SMALL["en"].__contains__, words))
    if english > _PLAINLY * len(words):
        return "en"
    hits = Counter(code for word in words for code in _LANGUAGES_OF.get(word, ()))
    if not hits:
        return "en" if len(words) < 4 * _LEAST_HITS else UNKNOWN
    best, count = max(hits.items(), key=lambda item: (item[1], item[0] == "en", item[0]))
    return "en" if count < _LEAST_HITS or count < _LEAD * english else best


def _script_of(sample: str) -> str:
    """The language of the script that most letters belong to; empty for the Latin one."""
    if len(_BEYOND_LATIN.findall(sample)) * _LEAST_OTHER < len(sample):
        return ""
    letters = sum(len(word) for word in _WORD.findall(sample))
    for code, script in _SCRIPTS:
        count = len(script.findall(sample))
        # Japanese mixes three scripts; a fifth of its own letters is enough.
        if count * (5 if code == "ja" else 2) > letters > 0:
            return _neighbour(code, sample, count)
    return ""


def _neighbour(code: str, sample: str, letters: int) -> str:
    for other, signs in _NEIGHBOURS.get(code, ()):
        if sum(map(sample.count, signs)) * _NEIGHBOUR_SHARE >= letters:
            return other
    return "bg" if code == "ru" and "ъ" in sample else code
