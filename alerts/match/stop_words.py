"""Words that nearly every text of a language has: a rule on them alone would match them all.

Function words only, folded as texts are. A word too few here costs one noisy rule; a word too many
would forbid somebody's rule: so names and nouns are never listed.
"""

from alerts.resolve.fold import fold

STOP_WORDS = frozenset(
    fold(
        # Those of English and French.
        "a an the and or but if of in on at to for from by with as is are was were be been has have "
        "had it its this that these those he she they we you his her their our not no will would "
        "said after before "
        "le la les un une des du de et ou mais en dans sur au aux pour par avec est sont etait ont "
        "que qui ne pas se sa son ses ce cette il elle ils elles on "
        # Those of Arabic, Persian and both kinds of Kurdish.
        "في من على إلى عن مع أن إن كان كانت هذا هذه ذلك التي الذي ما لا لم لن و أو ثم قد بعد قبل كما "
        "هو هي هم در از به با که این آن را است بود شد می برای تا هم یا "
        "لە بۆ و ئەم ئەو لەگەڵ بە کە لەسەر "
        "u û ku li di ji bi ev ew jî bo "
        # Those of Russian, Ukrainian and Turkish.
        "и в во на не что с со по из за от до для это как к ко но а его ее их он она они был была "
        "были і й у та що з із від до для це як але його її їх він вона вони був була були про "
        "ve bir bu da de ile için olarak olan gibi ya veya ki ne o ise daha en"
    ).split()
)
