# كلمات الواجهة بالعربية.

## The panes

title-sources = المصادر
title-articles = المقالات
title-reader = القراءة
order-newest = الأحدث أولًا
order-oldest = الأقدم أولًا
order-outlet = حسب الصحيفة
order-best-match = الأقرب إلى البحث أولًا
hit-of = النتيجة { $hit } من { $n }
hits = { $n ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $n } نتائج
    [many] { $n } نتيجة
   *[other] { $n } نتيجة
}
