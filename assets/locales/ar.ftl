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

## What `kiosque doctor` says

doctor-title = الفحص
doctor-question-word = 1  الكلمة الأولى في الإطار قطعة واحدة وتشبه الصورة، لا انعكاسها.
doctor-question-lines = 2  الخطان على جانبي الإطار مستقيمان.
doctor-question-brackets = 3  في السطر الرابع يحيط القوسان بالكلمة.
doctor-any-key = أي مفتاح: العودة إلى سطر الأوامر مع كل ما وجد
doctor-also-set = متغيرات
doctor-no-answer = لا جواب
doctor-not-asked = لم يسأل الطرفي لأن الجواب يذهب إلى مكان آخر؛ الأمر `kiosque doctor` وحده يسأله.
doctor-mode-unknown = لا يعرفه
doctor-mode-reorders = يعيد الترتيب ويمكن أن يطلب منه تركه
doctor-mode-told-before = طلب منه ترك الترتيب من قبل
doctor-mode-always = يعيد الترتيب دائما
doctor-mode-never = لا يعيد الترتيب أبدا
doctor-passes-on = الطرفي خارج tmux أو screen يجيب.
doctor-keeps-back = الطرفي خارج tmux أو screen لا يسمع.
doctor-colours-true = الألوان: كلها.
doctor-colours-256 = الألوان: 256.
doctor-colours-16 = الألوان: 16.
doctor-colours-none = الألوان: لا شيء.
doctor-app = يرتب kiosque الحروف العربية ويصلها بنفسه:
doctor-kitty = يرتب kiosque الحروف العربية ويصلها بنفسه، ويقلب الكلمات للطرفي:
doctor-terminal = يرتب الطرفي الحروف العربية ويصلها، ويعرض kiosque لوحا واحدا في كل مرة:
doctor-off = ترسل العربية بترتيب قراءتها، لوحا واحدا في كل مرة:
because-set = هكذا ضبطته.
because-bdsm = هذا الطرفي يعيد الترتيب ويتركه حين يطلب منه (النمط 8).
because-implicit-for-good = هذا الطرفي يعيد الترتيب ويقول إن لا شيء يوقفه.
because-konsole = هذا Konsole، يعيد الترتيب ويتركه حين يطلب منه.
because-mlterm = هذا mlterm، يعيد الترتيب ويتركه حين يطلب منه.
because-kitty = هذا kitty، يقلب الكلمات التي تكتب من اليمين.
because-kitty-force-ltr = هذا kitty وقد ضبطته على force_ltr.
because-putty = هذا PuTTY، يعيد الترتيب ولا يوقفه شيء يرسل إليه.
because-apple = هذا Terminal في macOS، يعيد الترتيب ولا يوقفه شيء يرسل إليه.
because-closed-tmux = يحجب tmux ما يقال للطرفي خارجه، وقد يكون ممن يعيدون الترتيب.
because-marks = هذا الطرفي يعرض الخانات كما هي، لكن لا يضع الحركات في مواضعها.
because-nothing-known = لا شيء يقول إن هذا الطرفي يعيد الترتيب.
doctor-told = يقال له: { $sent }
doctor-taken-back = وعند الخروج: { $back }
doctor-told-nothing = لا يقال له شيء.
doctor-marks-left-out = تحذف الحركات.
doctor-locale = لا يذكر LANG ترميز UTF-8: اختر قيمة تنتهي بـ .UTF-8.
doctor-fix-none = إن كان الجواب نعم ثلاث مرات فلا شيء يلزم. وإلا فجرب ‎--bidi terminal وخطا آخر.
doctor-fix-cannot-be-told = لرؤية كل الألواح معا استعمل طرفيا آخر: GNOME Terminal أو Konsole أو kitty أو xterm أو iTerm2.
doctor-fix-putty = في PuTTY اختر Terminal ثم Features ثم «Disable bidirectional text display»، ثم ضع bidi = "app" في الإعدادات.
doctor-fix-allow-passthrough = ضع هذا السطر في ‎~/.tmux.conf وأعد تشغيل tmux: ‎set -g allow-passthrough on
doctor-fix-kitty-force-ltr = وأفضل من ذلك: ضع force_ltr yes في kitty.conf و kitty_force_ltr = true في إعدادات kiosque.
doctor-font = تتصل الحروف أحسن ما تتصل بخط ثابت العرض فيه العربية: DejaVu Sans Mono أو FreeMono أو Cascadia Mono أو Vazir Code.
