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

## What the reader can do about a terminal, said once

hint-cannot-be-told = هذا الطرفي يعيد ترتيب العربية بنفسه: لوح واحد في كل مرة. المزيد في `kiosque doctor`.
hint-putty = في PuTTY اختر «Disable bidirectional text display» ثم bidi = "app"؛ انظر `kiosque doctor`.
hint-allow-passthrough = إن بدت العربية خاطئة: `set -g allow-passthrough on` في tmux.conf؛ انظر `kiosque doctor`.
hint-kitty-force-ltr = يعرض kitty الحركات أيضا مع `force_ltr yes`؛ انظر `kiosque doctor`.
