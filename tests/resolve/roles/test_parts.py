"""What an actor did or suffered, in nine languages."""

import pytest

from tests.resolve.roles.marked import check

PERPETRATOR = [
    ("en", "[Turkish drones|S perpetrator] hit [Amuda|F]."),
    ("en", "[Turkish forces|S perpetrator] shelled [Tal Tamr|F] on Monday."),
    ("en", "[Tal Tamr|F] was bombed by [the Turkish army|S perpetrator]."),
    ("fr", "[L'armée turque|S perpetrator] a bombardé [Tal Tamr|F]."),
    ("fr", "[Amouda|F] a été frappée par [l'aviation turque|S perpetrator]."),
    ("tr", "[Türk Silahlı Kuvvetleri|S perpetrator], [Amuda|F] trafosunu vurdu."),
    ("tr", "[Amuda|F], [Türk ordusu|S perpetrator] tarafından bombalandı."),
    ("ku", "[Artêşa tirk|S perpetrator] êrîşî [Amûdê|F] kir."),
    ("ku", "[Amûdê|F] ji aliyê [artêşa tirk|S perpetrator] ve hat bombekirin."),
    ("ar", "قصفت [القوات التركية|S perpetrator] [محطة عامودا|F]."),
    ("ar", "تعرضت [عامودا|F] لقصف من قبل [الجيش التركي|S perpetrator]."),
    ("fa", "[ارتش ترکیه|S perpetrator] [عامودا|F] را بمباران کرد."),
    ("fa", "[عامودا|F] توسط [ارتش ترکیه|S perpetrator] بمباران شد."),
    ("ckb", "[سوپای تورکیا|S perpetrator] [عاموودا|F]ی بۆردومان کرد."),
    ("ckb", "[عاموودا|F] لەلایەن [سوپای تورکیا|S perpetrator] بۆردومان کرا."),
    ("ru", "[Турецкая армия|S perpetrator] обстреляла [Амуду|F]."),
    ("uk", "[Російські війська|S perpetrator] атакували [Бурштинську ТЕС|F]."),
]

ALLEGED = [
    ("en", "[Iran-backed groups|G alleged] were said to target [Koniko|F]."),
    ("en", "Officials blamed [the militias|G alleged] for the attack."),
    ("en", "A drone launched by [the militias|G alleged] hit [Koniko|F]."),
    ("en", "The attack was carried out by suspected [ISIS cells|G alleged]."),
    ("fr", "Washington accuse [les milices|G alleged] d'être derrière l'attaque."),
    ("tr", "Saldırıdan [milisler|G alleged] sorumlu tutuldu."),
    ("ku", "Di êrîşê de [milîs|G alleged] hatin sûcdarkirin."),
    ("ar", "واتهم المرصد [الميليشيات|G alleged] بالوقوف وراء الهجوم."),
    ("ar", "قصفت [الميليشيات|G alleged] [حقل كونيكو|F]."),
    ("fa", "آمریکا [گروه‌ها|G alleged] را به این حمله متهم کرد."),
    ("ckb", "لە هێرشەکەدا [گرووپەکان|G alleged] تۆمەتبار کران."),
    ("ru", "В атаке обвинили [«Исламское государство»|G alleged]."),
    ("uk", "В атаці звинуватили [бойовиків|G alleged]."),
]

CLAIMED = [
    ("en", "[The Houthis|G claimed] claimed responsibility for the attack on [Abqaiq|F]."),
    ("en", "The attack was claimed by [the Houthis|G claimed]."),
    ("en", "[The Houthis|G claimed] said they had fired missiles at [Abqaiq|F]."),
    ("fr", "[Les Houthis|G claimed] ont revendiqué l'attaque."),
    ("fr", "L'attaque a été revendiquée par [les Houthis|G claimed]."),
    ("tr", "Saldırıyı [Husiler|G claimed] üstlendi."),
    ("ku", "[Husiyan|G claimed] berpirsiyariya êrîşê girt ser xwe."),
    ("ar", "وتبنت [جماعة الحوثي|G claimed] الهجوم على [بقيق|F]."),
    ("ar", "أعلنت [المقاومة الإسلامية|G claimed] استهداف [عين الأسد|F]."),
    ("fa", "[حوثی‌ها|G claimed] مسئولیت حمله را بر عهده گرفتند."),
    ("ckb", "[حوسییەکان|G claimed] بەرپرسیارێتی هێرشەکەیان گرتە ئەستۆ."),
    ("ru", "[Хуситы|G claimed] взяли на себя ответственность за атаку."),
    ("ru", "[«Исламское сопротивление»|G claimed] заявило о двух нападениях."),
    ("uk", "[Хусити|G claimed] взяли на себе відповідальність за атаку."),
]

TARGET = [
    ("en", "Rockets hit a [US base|S target] at [Koniko|F]."),
    ("en", "A drone was aimed at [US troops|S target] by [Koniko|F]."),
    ("en", "Gunmen attacked a checkpoint of [the SDF|G target]."),
    ("en", "Drones attacked sites of [Aramco|C target]."),
    ("fr", "Des roquettes ont visé une base de [l'armée américaine|S target]."),
    ("fr", "L'attaque contre [les forces américaines|S target] n'a fait aucune victime."),
    ("tr", "[Koniko|F] sahasındaki [ABD üssüne|S target] saldırı düzenlendi."),
    ("ku", "Êrîşî li ser [hêzên Amerîkayê|S target] hat kirin."),
    ("ar", "سقطت قذائف على [القاعدة الأمريكية|S target] في [حقل العمر|F]."),
    ("ar", "هجوم بعبوة على رتل [القوات الأمريكية|S target]."),
    ("fa", "[پایگاه آمریکا|S target] در [میدان العمر|F] هدف چند راکت قرار گرفت."),
    ("ckb", "هێرش کرایە سەر [بنکەی ئەمریکا|S target]."),
    ("ru", "Ракеты ударили по [базе США|S target] у [Омара|F]."),
    ("uk", "Ракети влучили в [базу США|S target]."),
]

VICTIM = [
    ("en", "Two [Libyan soldiers|S victim] were killed at [Sidra|F]."),
    ("en", "The blast at [Sidra|F] killed five members of [the guards|G victim]."),
    ("en", "Three [US troops|S victim] killed in drone attack"),
    ("fr", "Deux soldats de [l'armée libyenne|S victim] ont été tués dans l'attaque."),
    ("tr", "Saldırıda iki [Peşmerge|S victim] hayatını kaybetti."),
    ("ar", "أسفر الهجوم عن مقتل جنديين من [الجيش الليبي|S victim]."),
    ("fa", "در این حمله دو تن از [پیشمرگه|S victim] کشته شدند."),
    ("ckb", "لە هێرشەکەدا دوو [پێشمەرگە|S victim] کوژران."),
    ("ku", "Di êrîşê de du [Pêşmerge|S victim] hatin kuştin."),
    ("ru", "При атаке погибли двое военных [ливийской армии|S victim]."),
    ("uk", "Під час атаки загинули двоє бійців [лівійської армії|S victim]."),
]

RESPONDER = [
    ("en", "[US forces|S responder] shot down a drone near [Koniko|F]."),
    ("en", "[Peshmerga|S responder] found and defused two more bombs."),
    ("en", "The drone was shot down by [the Coalition|S responder] over [Koniko|F]."),
    ("en", "[The Coalition|S responder] fired back."),
    ("fr", "[Les forces américaines|S responder] ont abattu un drone près de [Koniko|F]."),
    ("tr", "[ABD güçleri|S responder] bir İHA'yı düşürdü."),
    ("ar", "أسقطت [القوات الأمريكية|S responder] طائرة مسيرة قرب [كونيكو|F]."),
    ("fa", "[نیروهای آمریکا|S responder] یک پهپاد را سرنگون کردند."),
    ("ckb", "[هێزەکانی هاوپەیمانان|S responder] درۆنێکیان خستە خوارەوە."),
    ("ku", "[Hêzên Hevpeymaniyê|S responder] dronek xist xwarê."),
    ("ru", "[Силы коалиции|S responder] сбили беспилотник у [Конико|F]."),
    ("uk", "[Сили ППО|S responder] збили 18 дронів над [Бурштинською ТЕС|F]."),
]

NO_PART = [
    ("en", "Drones hit [Khor Mor|F news]. [Dana Gas|C past] operates the field."),
    ("en", "Rockets hit [Koniko|F news]. No one claimed it, [the SDF|G past] said."),
    ("en", "Rockets hit [Koniko|F news]. Last week [ISIS|G past] killed five people there."),
    ("ar", "استهدفت صواريخ [كونيكو|F news]. وقالت [قسد|G past] إن الوضع هادئ."),
    ("ru", "Ракеты попали в [Конико|F news]. На прошлой неделе [ИГ|G past] убило пятерых."),
]


@pytest.mark.parametrize(
    ("language", "text"),
    [*PERPETRATOR, *ALLEGED, *CLAIMED, *TARGET, *VICTIM, *RESPONDER, *NO_PART],
)
def test_an_actor_has_the_part_that_the_words_around_it_give(language: str, text: str) -> None:
    assert language
    check(text)


def test_a_group_told_to_do_such_things_is_alleged_where_nobody_else_is() -> None:
    check("Rockets hit [Koniko|F news]. [Militias|G alleged] often carry out such attacks.")
