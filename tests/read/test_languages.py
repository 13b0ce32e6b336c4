"""A language is told by script and small words, and a short English text is never lost."""

from __future__ import annotations

import pytest
from reading_room import GAZETTEER, document_of

from contingent.read.documents import read_document
from contingent.read.languages import UNKNOWN, language_of
from contingent.read.reader import read_statements
from contingent.read.scope import MissionScope

_SENTENCES = {
    "en": "The minister said that Kenya was ready to send police, but no decision had been taken.",
    "fr": "Le ministre a dit que la France était prête à envoyer des troupes dans la région.",
    "es": "El ministro dijo que España está dispuesta a enviar tropas a la región este año.",
    "de": "Der Minister sagte, dass Deutschland nicht bereit ist, Soldaten zu schicken.",
    "it": "Il ministro ha detto che l'Italia è pronta a inviare le truppe nella regione.",
    "pt": "O ministro disse que o Brasil não está pronto para enviar as tropas para a região.",
    "nl": "De minister zei dat Nederland niet bereid is om soldaten naar het gebied te sturen.",
    "tr": "Bakan, bu güce asker göndermek için hazır olduğunu, ancak bir karar yok, dedi.",
    "id": "Menteri mengatakan bahwa Indonesia akan mengirim pasukan untuk misi itu pada bulan ini.",
    "pl": "Minister powiedział, że Polska nie jest gotowa do tego, aby wysłać wojsko za granicę.",
    "sq": "Ministri tha se Shqipëria është gati të dërgojë trupa në këtë mision për paqen.",
    "ru": "Министр заявил, что страна готова отправить войска, но решения пока нет.",
    "uk": "Міністр заявив, що країна готова відправити війська, але рішення ще немає.",
    "ar": "قال الوزير إن مصر مستعدة لإرسال قوات إلى غزة",
    "fa": "وزیر گفت که کشور آماده اعزام نیرو است و گزارش چاپ شد",
    "he": "השר אמר כי המדינה מוכנה לשלוח כוחות",
    "el": "Ο υπουργός είπε ότι η χώρα είναι έτοιμη να στείλει στρατεύματα",
    "zh": "部长表示该国准备派遣部队",
    "ja": "大臣は部隊を派遣する準備ができていると述べた",
    "ko": "장관은 병력을 파견할 준비가 되어 있다고 말했다",
    "hi": "मंत्री ने कहा कि देश सेना भेजने के लिए तैयार है",
}


@pytest.mark.parametrize(("language", "sentence"), list(_SENTENCES.items()))
def test_one_sentence_tells_its_language(language: str, sentence: str) -> None:
    """A sentence of a dozen words is enough."""
    assert language_of(sentence) == language


@pytest.mark.parametrize(
    "text",
    [
        "Kenya: no.",
        "No troops, Ankara says",
        "Türkiye’s “Dışişleri” – no decision.",
        "General Prabowo Subianto dan Sugiono met Rubio",
        "PRISTINA - Kosovo Assembly votes 89-0",
        "",
    ],
)
def test_a_short_text_is_english_until_words_say_otherwise(text: str) -> None:
    """Names of other countries do not make an English line foreign."""
    assert language_of(text) == "en"


def test_a_long_text_without_small_words_is_of_no_known_language() -> None:
    """Noise is not taken for English."""
    assert language_of("zqx vbrtk plomf grelt " * 20) == UNKNOWN


@pytest.mark.parametrize("language", sorted(set(_SENTENCES) - {"en"}))
def test_what_is_not_english_is_kept_unread_and_said_to_be(language: str) -> None:
    """Nothing is read into words that are not understood, and nothing is skipped in silence."""
    document, problems = read_document(_SENTENCES[language].encode(), source="a.txt")
    assert document is not None
    assert document.language == language
    assert any(f"not in English ({language})" in problem.what for problem in problems)
    reading = read_statements(document, gazetteer=GAZETTEER, mission=MissionScope())
    assert (reading.document, reading.statements) == (document, ())
    assert document_of("Kenya has not decided.").language == "en"
