"""Head nouns that are of several things: "bases", "قاعدتي", "üsleri", "авиабазам".

Where a form may be a singular's genitive too ("авиабазы"), it counts: two names stand by it.
"""

import re

from alerts.resolve.fold import fold
from alerts.resolve.spelling import is_arabic
from alerts.resolve.words import Words

_BROKEN = Words(
    """قواعد قاعدتي قاعدتا قاعدتين قاعدتان ثكنات معسكرات مطارات مطاري مطارا مطارين مطاران حقول حقلي حقلا حقلين آبار معامل
    معملي معملا معملين محطات محطتي محطتا محطتين مصانع منشآت مصافي مصفاتي سدود سدي موانئ مينائي ميناءي ميناءا مرافئ
    جسور خطوط أنابيب خزانات مستودعات مخازن سجون مخيمات نقاط مقرات"""
)
_ARABIC = tuple(fold("ات ها های هایی کان کانی ان انی").split())
_TURKISH = re.compile("l[ae]r")
_LATIN = re.compile("(?:s|x|en|an)$")
_CYRILLIC = re.compile("(?:ы|и|і|ї|ов|ів|ам|ям|ах|ях|ами|ями|ей|ий|ій|баз|станц)$")


def is_plural(word: str) -> bool:
    """Tell whether a folded head noun is, or may be, a plural or a dual."""
    if is_arabic(word):
        return _BROKEN.have(word) or word.endswith(_ARABIC)
    return any(plural.search(word) for plural in (_LATIN, _TURKISH, _CYRILLIC))
