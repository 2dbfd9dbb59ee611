"""Mountains, valleys, deserts and rivers that sites are called after: they are none.

Attackers flee "towards the Hamrin mountains", "باتجاه جبال حمرين": nothing happened at the field of
that name. Where such a word is part of a site's own name, the whole name is found, and this is not asked;
lakes and islands are left out, as dams make the ones and terminals lie on the others.
"""

import re

from alerts.resolve.words import Words

_BEHIND = Words(
    """mountain mountains mount hill hills ridge range valley desert plain plains river wadi dağ dağı dağın* dağına dağları*
    dağlar dağlarına dağlarında dağlarının tepesi tepesin* tepeleri* vadisi* çölü* ovası* nehri* горы горах хребт*"""
)
_BEFORE = Words(
    """mount mountains wadi mont monts montagne montagnes colline collines vallée désert plaine fleuve rivière
    جبل جبال تلال تلة سلسلة وادي صحراء بادية سهل سهول نهر
    کوه کوه‌ها* کوههای کوهستان* ارتفاعات تپه‌های دره دشت بیابان رود رودخانه
    چیای چیا چیاکانی شاخی شاخەکانی زنجیرەچیای دۆڵی دەشتی بیابانی ڕووباری گردی گردەکانی
    çiya çiyayê çiyayên çiyayan zinarên newala geliyê deşta çola çemê girê girên
    горы гор гору горам горами горах гора горе холмы холмов холмам холмах хребет хребта хребту хребте долина долины
    долине долину пустыня пустыни пустыне пустыню равнина равнины равнине река реки реке реку
    гори гір горам горами горах пагорби пагорбів пагорбах хребет хребта хребту хребті долина долини долині долину
    пустеля пустелі пустелю рівнина рівнини рівнині річка річки річці річку"""
)
_SITE = Words("oil gas field fields petrol gaz saha* base airbase airport power plant")
_NEXT = re.compile(r" (\w+)")


def called_behind(word: str, text: str, end: int) -> bool:
    """Tell whether a folded word behind a name makes it a mountain's; "the Hamrin valley field" is one."""
    if not _BEHIND.have(word):
        return False
    following = _NEXT.match(text, end)
    return following is None or not _SITE.have(following.group(1))


def called_before(word: str) -> bool:
    """Tell whether a folded word before a name makes it a mountain's."""
    return _BEFORE.have(word)
