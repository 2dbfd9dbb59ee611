"""The words that benchmark reports are made of, in English and Arabic.

Invented incidents in the tone of local news. The plain sentences name nothing; the naming
ones take one name each, in the place where such texts have it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from alerts.model.entity import Kind


@dataclass(frozen=True, slots=True)
class Sentences:
    """One language's sentences. `{n}`, `{m}` take numbers; `{name}` an entity's name."""

    titles: tuple[str, ...]
    plain: tuple[str, ...]
    naming: Mapping[Kind, tuple[str, ...]]


ENGLISH = Sentences(
    titles=(
        "Several hurt as rockets land near workers' housing",
        "Night shift evacuated after blast at the perimeter",
        "Convoy comes under fire on the river road",
        "Residents report low-flying drones before dawn",
        "Two guards wounded in an ambush at a checkpoint",
    ),
    plain=(
        "Residents said they heard {n} explosions shortly after {m} minutes past midnight, and a column of smoke could be seen from the roofs of the older quarter.",
        "A medical source at the local hospital said that {n} people were treated for wounds, most of them light, and that none of them was in danger.",
        "Firefighters needed about {n} hours to bring the blaze under control because the nearest water tanker had to come from a village across the river.",
        "No group had said by the morning that it was behind the attack, and officials declined to guess at who had fired.",
        "Photographs shared by residents show a shallow crater, a burnt pickup truck and fragments of metal scattered over some {n} metres of gravel.",
        "The power was cut in parts of the town for {n} hours, and the bakery on the main street sold its last loaves before eight.",
        "A shepherd who was with his flock nearby said that the ground shook {n} times and that dogs barked until sunrise.",
        "Workers on the night shift were told to stay in the shelter until a team had checked the yard for anything that had not gone off.",
        "The road was closed to lorries for most of the day, and drivers waited in a queue that was {n} kilometres long by noon.",
        "It is the {n}th incident of this kind since the start of the season, according to a list kept by volunteers.",
        "An official who asked not to be named said that the damage was limited to a fence, two windows and an empty storage tank.",
        "Schools stayed open, but fewer than half of the pupils came, and teachers sent them home at {n} minutes past eleven.",
        "Engineers are expected to inspect the pipes once the area is safe, which may take {n} days or longer.",
        "A statement read on the radio in the evening called the event a provocation and promised an answer at a time of our choosing.",
        "Prices at the vegetable market rose a little after the news, then fell again when the first trucks arrived.",
        "Two families left their houses at the edge of the fields and spent the night with relatives farther away from the road.",
        "The committee of elders met for {n} hours and asked everybody to keep calm, to avoid rumours and to keep children indoors.",
        "Patrols were seen on both banks until late in the evening, with {n} vehicles parked beside the old grain silo.",
        "A drone was heard circling above the orchards for about {m} minutes before the first blast, witnesses said.",
        "Insurance adjusters are not expected before next week, and the owner of the workshop put his losses at {n} thousand dollars.",
        "Weather stations recorded a strong wind from the desert during the night, which carried the smell of burnt rubber for miles.",
        "The telephone network worked only now and then, so that many people learnt what had happened from the loudspeakers.",
    ),
    naming={
        Kind.REGION: (
            "The incident took place in {name}, where tension has grown over the past {n} weeks.",
            "Local authorities in {name} said that an inquiry had been opened and that {n} witnesses had been heard.",
        ),
        Kind.FACILITY: (
            "Rockets landed near {name} at about {m} minutes past two, according to people who live close by.",
            "A blast was heard at {name}, and {n} workers were brought to a safe place.",
        ),
        Kind.ACTOR: (
            "Witnesses blamed {name} for the attack, without offering proof.",
            "A vehicle of {name} was damaged when a roadside bomb went off, and {n} men were hurt.",
        ),
    },
)

ARABIC = Sentences(
    titles=(
        "إصابة عدد من العمال إثر سقوط قذائف قرب مساكنهم",
        "إخلاء المناوبة الليلية بعد انفجار عند السور الخارجي",
        "إطلاق نار على رتل سيارات على طريق النهر",
        "سكان يتحدثون عن طائرات مسيرة حلقت على علو منخفض قبل الفجر",
        "جرح حارسين في كمين عند حاجز تفتيش",
    ),
    plain=(
        "قال سكان إنهم سمعوا دوي {n} انفجارات بعد منتصف الليل بنحو {m} دقيقة وشوهد عمود من الدخان من أسطح البيوت القديمة.",
        "وذكر مصدر طبي في المشفى المحلي أن {n} أشخاص تلقوا العلاج من جروح أغلبها طفيفة وأن أحدا منهم ليس في خطر.",
        "واحتاج رجال الإطفاء إلى نحو {n} ساعات لإخماد الحريق لأن أقرب صهريج ماء جاء من قرية على الضفة الأخرى.",
        "ولم تعلن أي جهة حتى الصباح مسؤوليتها عن الهجوم ورفض مسؤولون التكهن بمن أطلق القذائف.",
        "وتظهر صور نشرها الأهالي حفرة صغيرة وسيارة محترقة وشظايا معدنية متناثرة على مسافة {n} مترا من الطريق.",
        "وانقطعت الكهرباء عن أجزاء من البلدة مدة {n} ساعات وباع الفرن في الشارع الرئيسي آخر أرغفته قبل الثامنة.",
        "وقال راع كان مع قطيعه في الجوار إن الأرض اهتزت {n} مرات وإن الكلاب ظلت تنبح حتى شروق الشمس.",
        "وطلب من عمال الليل البقاء في الملجأ إلى أن يفحص فريق مختص الساحة بحثا عما لم ينفجر بعد.",
        "وأغلق الطريق أمام الشاحنات معظم النهار ووقف السائقون في صف بلغ طوله {n} كيلومترات عند الظهر.",
        "وهذه هي الحادثة رقم {n} من نوعها منذ بداية الموسم وفق قائمة يحتفظ بها متطوعون.",
        "وأفاد مسؤول طلب عدم ذكر اسمه بأن الأضرار اقتصرت على سياج ونافذتين وخزان فارغ.",
        "وبقيت المدارس مفتوحة لكن أقل من نصف التلاميذ حضروا وأعادهم المعلمون إلى بيوتهم بعد الحادية عشرة بنحو {m} دقيقة.",
        "ومن المنتظر أن يفحص مهندسون الأنابيب حين يصبح المكان آمنا وقد يستغرق ذلك {n} أيام أو أكثر.",
        "ووصف بيان أذيع في المساء ما حدث بأنه استفزاز وتوعد بالرد في الوقت المناسب.",
        "وارتفعت أسعار الخضار قليلا بعد انتشار الخبر ثم عادت إلى ما كانت عليه مع وصول أولى الشاحنات.",
        "وغادرت عائلتان منزليهما عند طرف الحقول وأمضتا الليلة عند أقارب بعيدا عن الطريق العام.",
        "واجتمع الوجهاء {n} ساعات ودعوا الجميع إلى الهدوء وتجنب الشائعات وإبقاء الأطفال في البيوت.",
        "وشوهدت دوريات على الضفتين حتى ساعة متأخرة من المساء مع {n} آليات متوقفة قرب الصومعة القديمة.",
        "وقال شهود إن طائرة صغيرة حلقت فوق البساتين نحو {m} دقيقة قبل وقوع الانفجار الأول.",
        "ولا ينتظر وصول خبراء التأمين قبل الأسبوع المقبل وقدر صاحب الورشة خسائره بنحو {n} آلاف دولار.",
        "وسجلت محطات الرصد رياحا قوية خلال الليل حملت رائحة المطاط المحترق إلى مسافات بعيدة.",
        "وعملت شبكة الهاتف على نحو متقطع حتى إن كثيرين علموا بما جرى من مكبرات الصوت.",
    ),
    naming={
        Kind.REGION: (
            "ووقعت الحادثة في {name} حيث ازداد التوتر خلال الأسابيع {n} الماضية.",
            "وقالت السلطات المحلية في {name} إنها فتحت تحقيقا واستمعت إلى {n} شهود.",
        ),
        Kind.FACILITY: (
            "وسقطت قذائف قرب {name} بعد الثانية بنحو {m} دقيقة وفق ما قاله سكان يقيمون في الجوار.",
            "وسمع دوي انفجار عند {name} ونقل {n} عمال إلى مكان آمن.",
        ),
        Kind.ACTOR: (
            "واتهم شهود {name} بالوقوف وراء الهجوم من دون تقديم دليل.",
            "وتضررت آلية تابعة إلى {name} بانفجار عبوة على جانب الطريق وأصيب {n} رجال.",
        ),
    },
)
