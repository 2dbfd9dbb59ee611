"""The months in nine languages, from January, parted by bars: which report's time a date is."""

MONTHS = """january jan janvier ocak كانون_الثاني يناير ژانویه کانوونی_دووەم января январе январь січня січні rêbendan|
    february feb février şubat شباط فبراير فوریه شوبات февраля феврале лютого лютому reşemî|
    march mars mart آذار مارس ئازار ئادار марта марте березня березні adar|
    april apr avril nisan نيسان نیسان أبريل آوریل апреля апреле квітня квітні nîsan|
    may mai mayıs أيار مايو ئایار мая мае травня травні gulan|
    june juin haziran حزيران يونيو حوزەیران ژوئن июня июне червня червні pûşper|
    july juillet temmuz تموز يوليو تەممووز تەمووز تەمموز تەموز ژوئیه июля июле липня липні tîrmeh|
    august aug août ağustos آب أغسطس ئاب اوت августа августе серпня серпні tebax|
    september sept sep septembre eylül أيلول سبتمبر ئەیلوول سپتامبر сентября сентябре вересня вересні îlon|
    october oct octobre ekim تشرين_الأول أكتوبر تشرینی_یەکەم اکتبر октября октябре жовтня жовтні ئۆکتۆبەر cotmeh|
    november nov novembre kasım تشرين_الثاني نوفمبر تشرینی_دووەم نوامبر ноября ноябре листопада листопаді mijdar|
    december dec décembre aralık كانون_الأول ديسمبر کانوونی_یەکەم دسامبر декабря декабре грудня грудні berfanbar"""
