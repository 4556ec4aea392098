# كلمات الواجهة بالعربية الفصحى.
#
# لكل عدد صيغه الست كما في CLDR. المكان ضيق: للعنوان والتلميح كلمة أو كلمتان.

## The panes

title-sources = المصادر
title-articles = المقالات
title-reader = القراءة
order-newest = الأحدث أولًا
order-oldest = الأقدم أولًا
order-outlet = حسب الصحيفة
order-best-match = الأوثق صلة أولًا
hit-of = النتيجة { $hit } من { $n }
hits = { $n ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $n } نتائج
    [many] { $n } نتيجة
   *[other] { $n } نتيجة
}
per-cent = { $n }%
all-articles = كل المقالات
group-searches = بحوث محفوظة
group-outlets = الصحف
group-years = السنوات
group-languages = اللغات
problems = المشكلات
no-outlet = بلا صحيفة
undated = بلا تاريخ
no-headline = بلا عنوان
no-article-open = لا مقال مفتوحًا.
too-small = يلزم 20 × 5

## The top line

built-in-edition = العدد المرفق
archive-and-more = { $archive } و{ $n } غيره
articles = { $n ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $n } مقالات
    [many] { $n } مقالًا
   *[other] { $n } مقال
}
articles-of = { $n } من { $all ->
    [zero] لا شيء
    [one] مقال واحد
    [two] مقالين
    [few] { $all } مقالات
    [many] { $all } مقالًا
   *[other] { $all } مقال
}
number-of = { $n } من { $all }
in-stories = { $articles } عن { $n ->
    [zero] لا شيء
    [one] خبر واحد
    [two] خبرين
    [few] { $n } أخبار
    [many] { $n } خبرًا
   *[other] { $n } خبر
}
so-far = { $number } حتى الآن

## The bottom line

hint-switch = تشغيل أو إيقاف
hint-edit = تعديل
hint-rename = تسمية
hint-remove = حذف
hint-undo = تراجع
hint-keep = إبقاء
hint-mark = تعليم
hint-give-back = إرجاع
hint-close = إغلاق
hint-down = نزول
hint-up = صعود
hint-show = إظهار
hint-help = مساعدة
hint-quit = خروج
hint-back = رجوع
hint-next = التالي
hint-search = بحث
hint-open = فتح
hint-outlets = صحف
hint-years = سنوات
hint-map = خريطة
hint-histogram = أعمدة
hint-side-by-side = جنبًا إلى جنب
hint-evidence = إسناد
hint-one-or-both = واحد أو كلاهما
hint-star = نجمة
hint-export = تصدير
hint-palette = كل الإجراءات
hint-concordance = الكلمة في سياقها
hint-place-before = رجوع
hint-zen = القراءة وحدها
files-read = { $n } من { $found ->
    [zero] لا شيء
    [one] ملف واحد
    [two] ملفين
    [few] { $found } ملفات
    [many] { $found } ملفًا
   *[other] { $found } ملف
}
fetching = { $n } من { $all ->
    [zero] { $all } خلاصة
    [one] { $all } خلاصة
    [two] { $all } خلاصة
    [few] { $all } خلاصات
    [many] { $all } خلاصة
   *[other] { $all } خلاصة
}
find = إيجاد
find-nothing = ليس في هذا المقال
find-at = { $hit } من { $n }
# Stand before a name that is typed for a search, and behind it.
save-as = حفظ باسم
save-rename = الاسم الجديد
save-keys = { $keep } يُبقي · { $leave } يترك
save-replaces = الاسم موجود: { $keep } يعطيه هذا البحث
save-taken = لبحث آخر هذا الاسم
search-adds = · { $key } يضيفها · { $leave } يتركها
search-meant = هل تقصد
search-takes = · { $key } يبحث عنها · { $leave } يتركها
search-meant-kept = هل تقصد { $words }؟ { $search } ثم { $key } يبحث عنها.
search-meant-told = لم يوجد شيء؛ هل تقصد { $query } ({ $found })؟
query-no-word = { $quote } ليس كلمة فتُرك
query-nothing = لا شيء بعد { $quote } فتُرك
query-not-closed = { $quote } لم يُغلق فينتهي مع البحث
query-not-opened = { $quote } لا يغلق شيئًا فتُرك
query-too-deep = { $quote } في أقواس كثيرة فتُرك
query-lonely-or = { $quote } ليس بين شيئين فتُرك
query-needless-and = لا حاجة إلى { $quote }: كل الكلمات مطلوبة
query-no-field = { $quote } ليس حقلًا فيُبحث عنه ككلمات عادية
query-no-such = { $quote } غير معروف فتُرك
query-years = يُقرأ { $quote } من { $from } إلى { $to }
query-as-far = يُقرأ { $quote }: { $date }
query-turned-round = { $quote } ينتهي قبل أن يبدأ فعُكس

## Notices

side-by-side-none = لا نص هنا بالفرنسية والعربية معًا؛ { $key } يضع مقالين جنبًا إلى جنب.
side-by-side-narrow = لا متسع لعمودين: العربية تحت الفرنسية.
compare-marked = عُلّم: { $key } على مقال آخر يضعهما جنبًا إلى جنب.
compare-unmarked = رُفعت العلامة.
save-no-search = لا بحث الآن: { $search } للبحث، ثم { $save } لحفظه بين المصادر.
saved-done = حُفظ باسم { $name }؛ وهو بين المصادر.
saved-removed = حُذف { $name }؛ ويعيده { $key }.
nothing-to-undo = لا شيء للتراجع عنه.
find-no-article = لا مقال مفتوحًا للبحث فيه.
arrange-narrow = تتجاور الألواح ابتداءً من 110 أعمدة.
reload-busy = ما زالت قراءة الأرشيف جارية.
reload-done = قُرئ الأرشيف من جديد.
not-in-list = المرشحات تُخرج هذا المقال من القائمة.
links-none = لا تذكر الصفحة عنوانها وليس فيها روابط.
opening = يُفتح { $address }
opener-missing = البرنامج { $opener } غير موجود لفتحه؛ العنوان هو { $address }
opener-failed = تعذّر على { $opener } فتح { $address }: { $error }
fetch-none = لا تُتابَع أي خلاصة بعد: `kiosque add ADDRESS` يتابع واحدة.
fetch-stopping = يتوقف الجلب في أقرب وقت.
fetched = { $new } من { $feeds }
fetched-new = { $n ->
    [zero] لا مقالات جديدة
    [one] مقالة جديدة واحدة
    [two] مقالتان جديدتان
    [few] { $n } مقالات جديدة
    [many] { $n } مقالة جديدة
   *[other] { $n } مقالة جديدة
}
fetched-feeds = { $n ->
    [zero] { $n } خلاصة
    [one] خلاصة واحدة
    [two] خلاصتين
    [few] { $n } خلاصات
    [many] { $n } خلاصة
   *[other] { $n } خلاصة
}
fetched-failed = { $n ->
    [zero] تعذّر جلب { $n }: انظر المشكلات بين المصادر
    [one] تعذّر جلب واحدة: انظر المشكلات بين المصادر
    [two] تعذّر جلب اثنتين: انظر المشكلات بين المصادر
    [few] تعذّر جلب { $n }: انظر المشكلات بين المصادر
    [many] تعذّر جلب { $n }: انظر المشكلات بين المصادر
   *[other] تعذّر جلب { $n }: انظر المشكلات بين المصادر
}
fetched-stopped = أوقف الجلب
full-text-begun = يُجلب النص الكامل…
full-text-busy = يُجلب نص كامل آخر الآن.
full-text-done = وصل النص الكامل.
full-text-failed = لا نص كاملًا: { $why }؛ { $key } يفتح الصفحة.
full-text-not-of-feed = يُجلب لمقالات الخلاصات وحدها
first-article = كان هذا أول مقال.
last-article = كان هذا آخر مقال.
find-none = لا وجود له في هذا المقال.
no-hits = لا نتائج للتنقل بينها: ابحث أولًا بالمفتاح { $key }.
first-hit = كانت هذه أول نتيجة.
last-hit = كانت هذه آخر نتيجة.
skipped = { $n ->
    [zero] لم يُترك أي ملف: { $reasons }
    [one] تُرك ملف واحد: { $reasons }
    [two] تُرك ملفان: { $reasons }
    [few] تُركت { $n } ملفات: { $reasons }
    [many] تُرك { $n } ملفًا: { $reasons }
   *[other] تُرك { $n } ملف: { $reasons }
}
skipped-reason = { $reason } ({ $n })
comma = {"، "}

## المقاطع والنسخ.

passage-none = لا نص هنا يمكن تحديده.
passage-word = كلمات
passage-sentence = جمل
passage-paragraph = فقرات
passage-words = { $n ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $n } كلمات
    [many] { $n } كلمة
   *[other] { $n } كلمة
}
note-label = ملاحظة
hint-begin-here = ابدأ هنا
hint-let-go = اترك
hint-copy = نسخ
hint-cite = مع المصدر
hint-note = ملاحظة
copied = نُسخ: { $words } (بواسطة { $program } والطرفية).
copied-long = نُسخ: { $words } (بواسطة { $program })؛ النص أطول من أن تحفظه حافظة الطرفية.
copied-terminal = أُعطي لحافظة الطرفية: { $words }.
copied-terminal-alone = أُعطي لحافظة الطرفية وحدها: { $words } ({ $error })
copied-not = لم يُنسخ شيء: النص أطول من أن تحفظه حافظة الطرفية، ولا برنامج هنا لحافظة النظام.
copied-failed = لم يُنسخ شيء: النص أطول من أن تحفظه حافظة الطرفية ({ $error })

## What the reader can do about a terminal, said once

hint-cannot-be-told = هذا الطرفي يعيد ترتيب العربية بنفسه: لوح واحد في كل مرة. المزيد في `kiosque doctor`.
hint-putty = في PuTTY اختر «Disable bidirectional text display» ثم bidi = "app"؛ انظر `kiosque doctor`.
hint-allow-passthrough = إن بدت العربية خاطئة: `set -g allow-passthrough on` في tmux.conf؛ انظر `kiosque doctor`.
hint-kitty-force-ltr = يعرض kitty الحركات أيضًا مع `force_ltr yes`؛ انظر `kiosque doctor`.

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

## What could not be read

skip-missing = غير موجود
skip-denied = القراءة ممنوعة
skip-error = { $error }
skip-binary = ليس نصًّا
skip-hidden = مخفي
skip-special = أنبوب أو جهاز
skip-empty = فارغ
skip-seen = قُرئ من مسار آخر
unread = تعذرت قراءة { $path }: { $why }
unread-missing = لا ملف بهذا الاسم
unread-binary = ليس نصًّا
unread-hidden = هو مخفي
unread-special = هو أنبوب أو مقبس أو جهاز
unread-empty = لا شيء مكتوب فيه
unread-seen = قُرئ من مسار آخر
semicolon = {"؛ "}
passed-over = { $n ->
    [zero] لم يُتجاوز أي ملف: { $reasons }
    [one] تُجاوز ملف واحد: { $reasons }
    [two] تُجاوز ملفان: { $reasons }
    [few] تُجاوزت { $n } ملفات: { $reasons }
    [many] تُجاوز { $n } ملفًا: { $reasons }
   *[other] تُجاوز { $n } ملف: { $reasons }
}
problem = تعذرت قراءة { $where }: { $why }؛ { $next }
problem-line = { $path }، السطر { $line }
problem-record = { $path }، المادة { $n }
problem-member = { $path }، { $name }
problem-read = { $n ->
    [zero] لم يُقرأ من هذا الملف شيء
    [one] قُرئ من هذا الملف مقال واحد وهو معروض
    [two] قُرئ من هذا الملف مقالان وهما معروضان
    [few] قُرئت من هذا الملف { $n } مقالات وهي معروضة
    [many] قُرئ من هذا الملف { $n } مقالًا وهي معروضة
   *[other] قُرئ من هذا الملف { $n } مقال وهي معروضة
}
problem-and-more = { $problem } (وسواها في هذا الملف: { $n }؛ يسمّيها `kiosque parse --json`)
problems-elsewhere = { $n ->
    [zero] لا ملف آخر تعذرت قراءته كاملًا
    [one] تعذرت قراءة ملف آخر كاملًا؛ يقول `kiosque parse --json` لماذا
    [two] تعذرت قراءة ملفين آخرين كاملين؛ يقول `kiosque parse --json` لماذا
    [few] تعذرت قراءة { $n } ملفات أخرى كاملة؛ يقول `kiosque parse --json` لماذا
    [many] تعذرت قراءة { $n } ملفًا آخر كاملًا؛ يقول `kiosque parse --json` لماذا
   *[other] تعذرت قراءة { $n } ملف آخر كاملًا؛ يقول `kiosque parse --json` لماذا
}
fault-cut-off = تنتهي البيانات قبل أوانها
fault-malformed = البيانات تالفة ({ $what })
fault-too-large = الحجم أكبر من { $n } ميبيبايت
fault-too-deep = الأرشيفات متداخلة أعمق مما يُقرأ
fault-unsupported = صيغة { $kind } لا تُقرأ
fault-no-text = لا نص فيه
fault-encrypted = هو مشفّر
fault-not-fetched = تعذر جلبه ({ $what })
fault-more = { $n ->
    [zero] لم تتعذر قراءة مادة أخرى
    [one] تعذرت قراءة مادة أخرى
    [two] تعذرت قراءة مادتين أخريين
    [few] تعذرت قراءة { $n } مواد أخرى
    [many] تعذرت قراءة { $n } مادة أخرى
   *[other] تعذرت قراءة { $n } مادة أخرى
}
remedy-get-again = أحضره من مصدره مرة أخرى
remedy-split = قسّمه إلى ملفات أصغر
remedy-unpack = فُكّه وافتح ما يخرج منه
remedy-convert = حوّله إلى صيغة من الصيغ التي يذكرها `kiosque formats`
remedy-fields = يذكر `kiosque formats` الحقول التي يُبحث فيها عن النص
remedy-password = فُكّه بكلمة مروره وافتح ما يخرج منه
remedy-look = تأكد من أنه موجود ومسموح بقراءته ثم اقرأ الأرشيف من جديد
remedy-later = حاول لاحقًا
remedy-first-ones = عالج الأولى منها ثم اقرأ الأرشيف من جديد
archive-unread = تعذرت قراءة الأرشيف: { $error }؛ أغلق برامج أخرى واضغط R
archive-gone = لم يعد { $path } موجودًا؛ هذا هو العدد المرفق مع kiosque
state-unread = تعذرت قراءة { $path }: { $error }؛ هذه البداية كأول مرة
state-not-kept = لم يُحفظ موضعك: تعذرت كتابة { $path }: { $error }
state-damaged = { $path } تالف في السطر { $line }؛ صار { $aside }
state-damaged-stays = { $path } تالف في السطر { $line } ولا يمكن نقله: { $error }
marks-not-kept = لم تُحفظ علاماتك: تعذرت كتابة { $path }: { $error }؛ تُعاد المحاولة مع العلامة التالية
marks-no-home = لم تُحفظ علاماتك: لا مجلد شخصي؛ يمكن أن يسمي KIOSQUE_DATA مجلدًا آخر
marks-unread = تعذرت قراءة علاماتك: { $path }: { $error }
marks-torn = السطر الأخير من { $path } مقطوع وتُرك
marks-damaged =
    { $n ->
        [zero] لا أسطر تالفة في { $path }
        [one] سطر من { $path } تالف وصار في { $aside }
        [two] سطران من { $path } تالفان وصارا في { $aside }
        [few] { $n } أسطر من { $path } تالفة وصارت في { $aside }
        [many] { $n } سطرًا من { $path } تالفة وصارت في { $aside }
       *[other] { $n } سطر من { $path } تالفة وصارت في { $aside }
    }
marks-damaged-stay =
    { $n ->
        [zero] لا أسطر تالفة في { $path }
        [one] سطر من { $path } تالف وتُرك
        [two] سطران من { $path } تالفان وتُركا
        [few] { $n } أسطر من { $path } تالفة وتُركت
        [many] { $n } سطرًا من { $path } تالفة وتُركت
       *[other] { $n } سطر من { $path } تالفة وتُركت
    }
marks-none = لا علامات في { $path }
marks-no-journal = لا علامات في { $path }؛ صار { $aside }
marks-no-journal-stays = لم تُحفظ علاماتك: لا علامات في { $path } وتعذر نقله: { $error }
marks-later = لم تُحفظ علاماتك: { $path } من إصدار أحدث من kiosque ‏({ $version }) ويُترك كما هو
marks-none-kept = لا علامات
marks-line = { $path }، السطر { $line }: { $error }؛ تُرك هذا السطر
marks-line-json = ليس هذا سطر علامات: { $error }
marks-line-text = ليست text ستة عشر رقمًا ستعشريًا
marks-line-long = السطر أطول مما ينبغي
marks-imported =
    { $n ->
        [0] كل العلامات كانت هنا
        [zero] { $n } نصوص نالت علامات لم تكن هنا
        [one] نص واحد نال علامات لم تكن هنا
        [two] نصان نالا علامات لم تكن هنا
        [few] { $n } نصوص نالت علامات لم تكن هنا
        [many] { $n } نصًا نالت علامات لم تكن هنا
       *[other] { $n } نص نالت علامات لم تكن هنا
    }
error-marks-unread = تعذرت قراءة { $path }: { $error }
error-marks-not-kept = لم يُدخل شيء
error-no-marks = لا علامات فيه
rules-unread = تعذرت قراءة قواعد { $path }: { $error }؛ تُستعمل قواعد البرنامج
rules-file-unread = تعذرت قراءة قواعد { $path }: { $error }؛ تُركت
rule-left-out = { $path }، السطر { $line }: { $error }؛ تُركت هذه القاعدة
theme-unread = { $path }: { $error }؛ تُختار الألوان بحسب الخلفية

## What is wrong with the settings

faults = { $first } (و{ $n } غيره؛ يعرضها كلها `kiosque list`)
fault = { $path }: { $what }
fault-at = { $path }، السطر { $line }، العمود { $column }: { $what }
settings-unread = تعذرت القراءة: { $error }؛ تُستعمل القيم الأصلية
settings-no-toml = { $error }؛ يُستعمل ما أمكنت قراءته من الملف
searches-unread = تعذرت القراءة: { $error }؛ لا تُعرض أي بحوث محفوظة
searches-no-toml = ليس هذا TOML: { $error }؛ تُرك هذا البحث المحفوظ
searches-unknown = ليس هذا بحثًا محفوظًا، فذاك يبدأ بـ ‎[[search]]‎؛ بقي كما هو
searches-no-name = لا بد للبحث المحفوظ من اسم: ‎name = "…"‎؛ تُرك هذا
searches-no-query = لا بد للبحث المحفوظ مما يُبحث عنه: ‎query = "…"‎؛ تُرك هذا
searches-twice = بحث محفوظ آخر اسمه "{ $name }"؛ تُرك هذا
searches-not-kept = لم يُحفظ التغيير: تعذرت كتابة { $path }: { $error }
setting-unknown = لا إعداد باسم "{ $setting }"؛ { $hint }
setting-not = لا تكون قيمة { $setting } ‏"{ $given }"؛ { $hint }
setting-one-of = { $setting } واحد من هذه بين علامتي اقتباس: { $list }
setting-path = { $setting } مسار بين علامتي اقتباس
setting-switch = { $setting } إما true أو false
setting-number = { $setting } عدد خانات من { $least } إلى { $most }
setting-outlets = ‏outlets جدول: ‎[outlets]‎ ثم ‎"Name" = ["other name"]
setting-outlet-names = الأسماء الأخرى للصحيفة قائمة: ‎["one", "two"]
setting-keys = ‏keys جدول: ‎[keys]‎ ثم ‎action = ["key", "key"]
setting-key-list = مفاتيح الأمر قائمة: ‎["j", "down"]
no-such-action = لا أمر باسم "{ $name }"؛ { $hint }
no-such-key = لا مفتاح باسم "{ $key }"؛ تُكتب المفاتيح هكذا: ‎j, G, ?, ctrl-d, shift-tab, enter, pgdn, f5
hint-meant = هل قصدت "{ $word }"؟
hint-there-are = الموجود: { $list }
hint-may-be = الممكن: { $list }
hint-print-config = يعرضها الأمر ‎kiosque --print-config

## Answers on the command line

error-nothing-readable = لم تمكن قراءة شيء؛ سمِّ ملفًّا أو مجلد نصوص
error-no-such-id = لا مقال معرّفه { $id }؛ يعرض `kiosque list` معرّفات الأرشيف
error-ambiguous-id = { $n ->
    [zero] لا مقال يبدأ معرّفه بـ { $id }؛ اكتب منه أكثر
    [one] مقال واحد يبدأ معرّفه بـ { $id }؛ اكتب منه أكثر
    [two] مقالان يبدأ معرّفاهما بـ { $id }؛ اكتب منه أكثر
    [few] { $n } مقالات تبدأ معرّفاتها بـ { $id }؛ اكتب منه أكثر
    [many] { $n } مقالًا تبدأ معرّفاتها بـ { $id }؛ اكتب منه أكثر
   *[other] { $n } مقال تبدأ معرّفاتها بـ { $id }؛ اكتب منه أكثر
}
error-short-id = المعرّف { $id } قصير؛ اكتب منه { $least } محارف على الأقل
error-empty-query = لا كلمة للبحث في «{ $query }»؛ اكتب حروفًا أو أرقامًا
error-no-such-search = لا بحث محفوظًا باسم «{ $name }»؛ يعرض `kiosque searches` الموجود منها
searches-none = لا بحث محفوظًا؛ في الكشك يبحث المفتاح / ويحفظ المفتاح S
error-write = تعذرت كتابة الجواب: { $error }
error-screen = تعذر استعمال الطرفي: { $error }؛ يعرض `kiosque list` المقالات بدونه
terminal-dumb = يقول TERM إن الطرفي لا يضع شيئًا في موضعه (dumb)
no-such-outlet = لا مقال من صحيفة كهذه؛ يعرض `kiosque outlets` الموجود
no-such-year = لا مقال من سنة كهذه؛ يعرض `kiosque years` الموجود

## Nothing to show

reading = قراءة { $archive }
reading-wait = تظهر أولى العناوين هنا حال قراءتها.
no-articles = لا مقالات هنا
archive-empty = ليس في { $archive } ملفات تمكن قراءتها.
skipped-example = { $n ->
    [zero] لم يُترك { $example }: { $reason }.
    [one] تُرك { $example }: { $reason }.
    [two] تُرك ملفان، منهما { $example }: { $reason }.
    [few] تُركت { $n } ملفات، منها { $example }: { $reason }.
    [many] تُرك { $n } ملفًا، منها { $example }: { $reason }.
   *[other] تُرك { $n } ملف، منها { $example }: { $reason }.
}
how-to-open = الأمر kiosque مع اسم مجلد يفتح ما فيه من صفحات محفوظة، ووحده يفتح العدد المرفق.
nothing-yet = لا شيء بعد
nothing-yet-wait = ما قُرئ حتى الآن لا يجتاز المرشحات، والقراءة مستمرة.
nothing-left = لم يبقَ شيء
nothing-left-why = لا مقال يوافق المرشحات والبحث معًا.
keys-do = { $list }.
key-does = { $key } { $does }
does-reload = يعيد قراءة الأرشيف
does-quit = للخروج
does-drop = يرفع { $filter }
does-drop-all = يرفع كل المرشحات
does-undo = يتراجع عن آخر تغيير

## The reader

article-empty = لم يوجد في الصفحة غير هذا.
link-republished-in = أعيد نشره في
link-republishes = يعيد نشر
link-and = و
link-next = التالي
block-picture = صورة
block-quoted-from = عن { $domain }

## Choosing

title-searches = مرشحاتك
title-outlets = الصحف
title-years = السنوات
title-languages = اللغات
picker-hint = اكتب لتجد
picker-empty = لا شيء بهذا الاسم.

## الروابط

title-links = الروابط
links-source = المقال
links-host = في الحقيقة { $host }

## المشكلات

title-problems = المشكلات
problems-remark = لم يُقرأ { $n }
problems-none = لا توجد مشكلات.
problems-more = و{ $n } أخرى
problem-feed = خلاصة
problem-beside = { $n ->
    [zero] قُرئ { $n } سجلًا
    [one] قُرئ سجل واحد
    [two] قُرئ سجلان
    [few] قُرئت { $n } سجلات
    [many] قُرئ { $n } سجلًا
   *[other] قُرئ { $n } سجلًا
}
again-minutes = { $n ->
    [zero] يُعاد بعد { $n } دقيقة؛ و{ $key } يعيد الآن
    [one] يُعاد بعد دقيقة؛ و{ $key } يعيد الآن
    [two] يُعاد بعد دقيقتين؛ و{ $key } يعيد الآن
    [few] يُعاد بعد { $n } دقائق؛ و{ $key } يعيد الآن
    [many] يُعاد بعد { $n } دقيقة؛ و{ $key } يعيد الآن
   *[other] يُعاد بعد { $n } دقيقة؛ و{ $key } يعيد الآن
}
again-hours = { $n ->
    [zero] يُعاد بعد نحو { $n } ساعة؛ و{ $key } يعيد الآن
    [one] يُعاد بعد نحو ساعة؛ و{ $key } يعيد الآن
    [two] يُعاد بعد نحو ساعتين؛ و{ $key } يعيد الآن
    [few] يُعاد بعد نحو { $n } ساعات؛ و{ $key } يعيد الآن
    [many] يُعاد بعد نحو { $n } ساعة؛ و{ $key } يعيد الآن
   *[other] يُعاد بعد نحو { $n } ساعة؛ و{ $key } يعيد الآن
}
again-days = { $n ->
    [zero] يُعاد بعد نحو { $n } يومًا؛ و{ $key } يعيد الآن
    [one] يُعاد بعد نحو يوم؛ و{ $key } يعيد الآن
    [two] يُعاد بعد نحو يومين؛ و{ $key } يعيد الآن
    [few] يُعاد بعد نحو { $n } أيام؛ و{ $key } يعيد الآن
    [many] يُعاد بعد نحو { $n } يومًا؛ و{ $key } يعيد الآن
   *[other] يُعاد بعد نحو { $n } يومًا؛ و{ $key } يعيد الآن
}

## نسخ الخبر الواحد

title-variants = النسخ
title-rewording = ما يختلف
variants-none = لا مقال آخر ينقل هذا الخبر.
variants-open = المفتوح
variants-excerpt = مقتطف، { $n }%
variants-fuller = أوفى، { $n }%
variants-before = في المقال المفتوح وحده
variants-after = في هذا وحده
variants-itself = بهذا المقال تُقارَن المقالات الأخرى.
variants-same = النص نفسه كلمة بكلمة.
variants-unchanged = { $n ->
    [zero] … لا فقرة …
    [one] … فقرة واحدة بلا تغيير …
    [two] … فقرتان بلا تغيير …
    [few] … { $n } فقرات بلا تغيير …
    [many] … { $n } فقرة بلا تغيير …
   *[other] … { $n } فقرة بلا تغيير …
}

## مواضع كلمة

title-concordance = مواضع الكلمة: { $word }
concordance-places = { $n ->
    [zero] لا مواضع
    [one] موضع واحد
    [two] موضعان
    [few] { $n } مواضع
    [many] { $n } موضعًا
   *[other] { $n } موضع
}
concordance-kept = تُعرض أحدثها: { $n }
concordance-by-behind = حسب الكلمة التالية
concordance-by-before = حسب الكلمة السابقة
concordance-none = لا ترد { $word } في أي من هذه المقالات.
concordance-how = انتقل إلى كلمة؛ { $key } يعرض كل مواضعها.
concordance-one-paragraph = حدّد كلمة أو كلمات من فقرة واحدة؛ { $key } يعرض كل مواضعها.
concordance-goes-on = ما زال البحث عن مواضع أخرى جاريًا.
hint-order = الترتيب
places-first = لا موضع سابق يُرجع إليه.
places-last = لا موضع تالٍ يُنتقل إليه.
places-back-at = عُدت إلى { $filters }

## Everything by name

title-palette = الإجراءات
hint-run = تنفيذ
# What a macro of the settings does stands among the actions.
place-macros = وحدات الماكرو
# Headings of the help.
topic-moving = التنقل
topic-narrowing = الاختيار والبحث
topic-marking = التعليم
topic-taking = الأخذ
topic-looking = النظر عن قرب
topic-kiosque = الكشك
# A key that does nothing here: $does is what an action does, $place a place such as “On the map”.
key-elsewhere = { $place }، { $key }: { $does }
key-other = لا يفعل { $key } شيئًا هنا؛ { $other }: { $does }
key-word = لا يفعل { $key } شيئًا هنا؛ للبحث اضغط { $search }
key-nothing = لا يفعل { $key } شيئًا هنا؛ { $help } يعرض كل المفاتيح
paste-nowhere = لا يُكتب هنا شيء: { $search } للبحث، ثم الصق من جديد.
not-here = { $does }: ليس هنا؛ { $close } للرجوع.
elsewhere = { $does }: { $place }
elsewhere-by-key = { $does }: { $place }؛ { $key } يذهب إليها
# The tour of the first minutes: what the keys of each step, which stand before it, are for.
tour-title = جولة، { $n } من { $all }
tour-leave = { $close } لإنهائها
tour-move = من عنوان إلى عنوان؛ والصفحة تتبع.
tour-open = لفتح المقال، ثم للرجوع إلى القائمة.
tour-choose = لاختيار الصحف والسنوات: اكتب بضعة أحرف ثم اضغط Enter.
tour-search = للبحث في كل شيء أثناء الكتابة، بالفرنسية والعربية؛ وEnter يحفظ ما وُجد.
tour-mark = لوضع نجمة على المقال أو كتابة ملاحظة؛ وكلتاهما يُبحث عنها.
tour-help = لعرض كل المفاتيح، وكل الإجراءات بأسمائها.
tour-done = انتهت الجولة؛ { $close } يغلق هذا.
tour-left = انتهت الجولة؛ { $palette } { $name } لبدئها من جديد.
# What is wrong with a macro of the settings.
setting-macros = وحدات الماكرو جداول: [macros] ثم name = {"{"} keys = ["X"], does = ["action", "search:words"] {"}"}
macro-name-taken = { $name } إجراء قائم: يلزم الماكرو اسم خاص به
macro-does-nothing = الماكرو { $name } لا يفعل شيئًا: does = ["action", "search:words"]
macro-does-list = ما يفعله الماكرو قائمة إجراءات: ["pick-outlets", "search:words"]
macro-in-macro = { $name } ماكرو: لا يتألف الماكرو إلا من إجراءات
macro-key-taken = المفتاح { $key } يفعل { $by }؛ خذ مفتاحًا آخر أو أعطِ { $by } غيره تحت [keys]
macro-help = شرح الماكرو نص بين علامتي اقتباس

## The map

title-map = الخريطة
map-empty = لا شيء يوضع على الخريطة بعد.
map-all = الكل
map-all-outlets = كل الصحف
map-marked = المعلَّم
map-outlets = { $n ->
    [zero] كل الصحف
    [one] صحيفة واحدة
    [two] صحيفتان
    [few] { $n } صحف
    [many] { $n } صحيفة
   *[other] { $n } صحيفة
}
map-years = { $n ->
    [zero] كل السنوات
    [one] سنة واحدة
    [two] سنتان
    [few] { $n } سنوات
    [many] { $n } سنة
   *[other] { $n } سنة
}

## The histogram

title-histogram = المقالات حسب السنة
title-histogram-months = { $year } حسب الشهر
histogram-no-month = بلا شهر
histogram-months = { $n ->
    [zero] لا شهر
    [one] شهر واحد
    [two] شهران
    [few] { $n } أشهر
    [many] { $n } شهرًا
   *[other] { $n } شهر
}

## The page's headlines

title-page-headlines = عناوين الصفحة
page-headlines-none = لم تكن في هذه الصفحة عناوين مقالات أخرى.
headlines = { $n ->
    [zero] لا عناوين
    [one] عنوان واحد
    [two] عنوانان
    [few] { $n } عناوين
    [many] { $n } عنوانًا
   *[other] { $n } عنوان
}

## Evidence

title-evidence = الإسناد
title-evidence-remark = من أين جاءت كل معلومة
evidence-record = المادة { $n }
evidence-headline = العنوان
evidence-outlet = الصحيفة
evidence-date = التاريخ
evidence-authors = الكتّاب
evidence-no-author = لا تذكر الصفحة كاتبًا
evidence-agencies = الوكالات
evidence-no-agency = لا تنسب الصفحة شيئًا إلى وكالة
evidence-languages = اللغات
evidence-no-text = لا نص يدل عليها
blocks = { $n ->
    [zero] لا فقرات
    [one] فقرة واحدة
    [two] فقرتان
    [few] { $n } فقرات
    [many] { $n } فقرة
   *[other] { $n } فقرة
}
evidence-address = الرابط
evidence-saved = متى حُفظت الصفحة
evidence-saved-unknown = لا شيء في الصفحة يدل على ذلك
line = السطر { $n }
line-head = الرأس
evidence-printed-as = في الأصل
evidence-not-before = ليس قبل { $date }
evidence-not-after = ليس بعد { $date }
evidence-doubts = شكوك
evidence-decoding = كيف قُرئ الملف
evidence-set-aside = ما نُحّي
evidence-set-aside-none = لم يُنحَّ أي سطر من الصفحة
evidence-set-aside-lines = { $n ->
    [zero] لا سطر من إطار الصفحة حول المقال
    [one] سطر واحد من إطار الصفحة حول المقال
    [two] سطران من إطار الصفحة حول المقال
    [few] { $n } أسطر من إطار الصفحة حول المقال
    [many] { $n } سطرًا من إطار الصفحة حول المقال
   *[other] { $n } سطر من إطار الصفحة حول المقال
}
evidence-ticker = عناوين مقالات أخرى
evidence-ticker-lines = { $n ->
    [zero] لم يكن في الصفحة عنوان:
    [one] كان في الصفحة عنوان واحد:
    [two] كان في الصفحة عنوانان:
    [few] كانت في الصفحة { $n } عناوين:
    [many] كان في الصفحة { $n } عنوانًا:
   *[other] كان في الصفحة { $n } عنوان:
}
evidence-twice = قيل مرتين
evidence-twice-exact = الكلمات نفسها
evidence-twice-prefix = أحدهما أول الآخر
evidence-twice-near = الكلمات نفسها تقريبًا
evidence-pairs = النص نفسه بلغتين
decoding-empty = هو فارغ
decoding-as = بترميز { $encoding }
decoding-as-marked = بترميز { $encoding } كما تقول علامة ترتيب البايتات فيه
decoding-found-in = وُجد في { $formats }
decoding-inside = { $inner } داخل { $outer }
decoding-repaired = كان ترميزه UTF-8 قد قُرئ على أنه { $encoding } ثم حُفظ كذلك، فأُصلح
decoding-replaced = { $n ->
    [zero] قُرئت بايتاته كلها
    [one] في موضع واحد بايتات لم تُقرأ، ومكانها �
    [two] في موضعين بايتات لم تُقرأ، ومكانها �
    [few] في { $n } مواضع بايتات لم تُقرأ، ومكانها �
    [many] في { $n } موضعًا بايتات لم تُقرأ، ومكانها �
   *[other] في { $n } موضع بايتات لم تُقرأ، ومكانها �
}
decoding-cut = { $n ->
    [zero] قُرئ إلى آخره
    [one] كان أطول من اللازم: تُرك من آخره بايت واحد
    [two] كان أطول من اللازم: تُرك من آخره بايتان
    [few] كان أطول من اللازم: تُركت من آخره { $n } بايتات
    [many] كان أطول من اللازم: تُرك من آخره { $n } بايتًا
   *[other] كان أطول من اللازم: تُرك من آخره { $n } بايت
}
fact-stated = الصفحة تقول ذلك
fact-derived = مستنتج من عدة أسطر
fact-unknown = الصفحة لا تقول ذلك
line-states = يقول ذلك
line-relative = يقوله نسبة إلى يوم آخر
line-anchor = يعيّن اليوم الذي تُحسب منه الأيام الأخرى
line-bound = يضع حدًّا
line-corroborates = يوافق
line-tension = لا يكاد يوافق
line-rejected = نُظر فيه ثم نُحّي
line-hint = قرينة أضعف من أن تكفي
doubt-after-saved = التاريخ { $date } بعد حفظ الصفحة فلم يؤخذ به
doubt-not-in-calendar = التاريخ في سطر النشر ليس في التقويم فلم يؤخذ به
doubt-later = يذكر النص { $quote }، بعد تاريخ النشر { $date }
doubt-two-dates = تذكر الصفحة أيضًا { $other } تاريخًا لها، وأُخذ { $taken }
doubt-overridden = هنا علامات تقلب ترتيب الحروف (U+202D و U+202E) تُركت
doubt-undecodable = { $n ->
    [zero] فُكّ ترميز البايتات كلها
    [one] سلسلة بايتات واحدة لم يُفكّ ترميزها وتظهر �
    [two] سلسلتا بايتات لم يُفكّ ترميزهما وتظهران �
    [few] { $n } سلاسل بايتات لم يُفكّ ترميزها وتظهر �
    [many] { $n } سلسلة بايتات لم يُفكّ ترميزها وتظهر �
   *[other] { $n } سلسلة بايتات لم يُفكّ ترميزها وتظهر �
}
doubt-repaired = كان النص قد قُرئ على أنه { $encoding } ثم رُمّز ثانية، فأُصلح
doubt-cut = { $n ->
    [zero] قُرئت البايتات كلها
    [one] آخر بايت وراء حدّ الحجم ولم يُقرأ
    [two] آخر بايتين وراء حدّ الحجم ولم يُقرآ
    [few] آخر { $n } بايتات وراء حدّ الحجم ولم تُقرأ
    [many] آخر { $n } بايتًا وراء حدّ الحجم ولم تُقرأ
   *[other] آخر { $n } بايت وراء حدّ الحجم ولم تُقرأ
}

## Dates

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-derived = { $date } (مستنتج)
undated-bounds = بلا تاريخ، { $bounds }
date-in-sentence = { $date }
date-about = نحو { $date }
date-after = بعد { $date }
date-before = قبل { $date }
date-between = بين { $first } و{ $last }
month-january = يناير
month-february = فبراير
month-march = مارس
month-april = أبريل
month-may = مايو
month-june = يونيو
month-july = يوليو
month-august = أغسطس
month-september = سبتمبر
month-october = أكتوبر
month-november = نوفمبر
month-december = ديسمبر
month-jan = يناير
month-feb = فبراير
month-mar = مارس
month-apr = أبريل
month-may-short = مايو
month-jun = يونيو
month-jul = يوليو
month-aug = أغسطس
month-sep = سبتمبر
month-oct = أكتوبر
month-nov = نوفمبر
month-dec = ديسمبر

## Languages

language-ar = العربية
language-de = الألمانية
language-en = الإنجليزية
language-es = الإسبانية
language-fa = الفارسية
language-fr = الفرنسية
language-he = العبرية
language-it = الإيطالية
language-nl = الهولندية
language-pt = البرتغالية
language-ru = الروسية
language-tr = التركية
language-und = غير محددة
language-ur = الأردية

## Help

title-help = المساعدة
help-search = بحث
help-searching = البحث
# Examples of searches, as they are typed, and what each finds.
example-words = جنود أتراك
finds-words = الكلمتان؛ وقد تكون الأخيرة بداية كلمة ما لم تتبعها مسافة
example-phrase = "جنود أتراك"
finds-phrase = هاتان الكلمتان متتاليتين
example-not = -أتراك
finds-not = ما لا يحوي هذا: كلمة أو كلمات أو أقواسًا أو حقلًا
example-or = حلب OR حمص
finds-or = إحداهما على الأقل؛ والأقواس ‎(alep OR homs)‎ تفصلها عما بجانبها
example-exactly = =أحمد
finds-exactly = هكذا تمامًا بهمزاتها وحركاتها؛ وكذلك ‎="Le Monde"
example-title = title:phare
finds-title = في العنوان؛ و‎author:kepel‎ بين الكتّاب
example-outlet = outlet:monde
finds-outlet = من هذه الصحيفة؛ و‎outlet:none‎ بلا صحيفة
example-year = year:2016..2020
finds-year = من هذه السنوات؛ و‎year:..2016‎ إلى سنة بعينها، و‎year:undated‎ بلا تاريخ
example-date = date:2020-02
finds-date = نُشر حينها يقينًا؛ و‎date:2020-02..2020-03‎ من يوم إلى يوم
example-lang = lang:ar
finds-lang = فيه نص بهذه اللغة
example-read = is:unread
finds-read = لم يُقرأ بعد؛ و‎is:read‎ ما قُرئ
example-marked = is:starred
finds-marked = عليه نجمة؛ و‎is:listed‎ في قائمة القراءة، و‎is:noted‎ عليه ملاحظات، و‎is:tagged‎ له وسوم
example-tag = tag:إدلب
finds-tag = له هذا الوسم كيفما كُتبت همزاته وحركاته
example-note = note:الجيش
finds-note = هذه الكلمة في إحدى ملاحظاتك؛ و‎note:"الجيش السوري"‎ متتاليتين
help-nothing = لا أمر فيه هذه الكلمات. المفتاح esc يعيدها كلها.
place-everywhere = في كل مكان
place-sources = في المصادر
place-saved-search = على بحث محفوظ
place-passage = في مقطع
place-map = على الخريطة
place-histogram = في الأعمدة
place-typing = أثناء الكتابة
action-next = إلى السطر التالي
action-previous = إلى السطر السابق
action-first = إلى البداية
action-last = إلى النهاية
action-half-page-down = نصف صفحة إلى أسفل
action-half-page-up = نصف صفحة إلى أعلى
action-page-down = صفحة إلى أسفل
action-page-up = صفحة إلى أعلى
action-next-pane = إلى اللوح التالي
action-previous-pane = إلى اللوح السابق
action-left = إلى اللوح الأيسر
action-right = إلى اللوح الأيمن
action-open = فتح المحدد، أو تشغيل مصدر أو إيقافه
action-close = إغلاق ما في الأعلى، ثم الرجوع لوحًا
action-next-article = قراءة المقال التالي
action-previous-article = قراءة المقال السابق
action-search = البحث في كل شيء أثناء الكتابة
action-next-hit = إلى النتيجة التالية، ثم إلى المقال التالي
action-previous-hit = إلى النتيجة السابقة
action-find = البحث في هذا المقال
action-pick-outlets = اختيار الصحف
action-pick-years = اختيار السنوات
action-pick-languages = اختيار اللغات
action-pick-searches = اختيار البحوث المحفوظة والعلامات والوسوم
action-save-search = حفظ هذا البحث بين المصادر
action-drop-filter = رفع آخر مرشح
action-drop-filters = رفع كل المرشحات والبحث
action-undo = التراجع عن آخر تغيير في المرشحات أو البحوث المحفوظة أو العلامات
action-redo = إعادة ما تم التراجع عنه
action-star = وضع نجمة أو إزالتها
action-read-unread = تعليم كمقروء أو كغير مقروء
action-reading-list = إضافة إلى قائمة القراءة أو إزالة منها
action-tag = وضع وسوم أو إزالتها
action-note = كتابة ملاحظة على المقال أو على المقطع
action-select = تحديد مقالات أو مقطع من النص
action-select-all = تحديد كل مقالات القائمة
action-copy = نسخ المقطع أو المقال
action-copy-cited = نسخ مع ذكر المصدر
action-export = تصدير المقال أو التحديد أو القائمة
action-pipe = تمرير النص إلى أمر
action-order = تغيير الترتيب: الأحدث، الأقدم، الصحيفة، الصلة
action-map = إظهار خريطة الصحف والسنوات
action-histogram = إظهار عدد المقالات في كل سنة وكل شهر
action-evidence = إظهار مصدر كل معلومة
action-page-headlines = إظهار العناوين التي كانت في الصفحة
action-links = فتح صفحة المقال أو أحد روابطه
action-side-by-side = وضع الفرنسية والعربية المتقابلتين جنبًا إلى جنب
action-compare = تعليم مقال ثم قراءة آخر بجانبه
action-variants = إظهار من نشر الخبر نفسه وما يختلف عند كل منهم
action-zen = إظهار القراءة وحدها
action-wider = إطالة أسطر القراءة
action-narrower = تقصير أسطر القراءة
action-grow-pane = توسيع هذا اللوح
action-shrink-pane = تضييق هذا اللوح
action-arrange = وضع الألواح متجاورة أو متراكبة
action-reload = قراءة الأرشيف من جديد
action-fetch = جلب كل الخلاصات المتابَعة؛ ومرة أخرى: إيقاف
action-full-text = جلب النص الكامل لمقالة من خلاصة
action-back = العودة إلى الموضع السابق
action-forth = التقدم من جديد إلى الموضع اللاحق
action-concordance = عرض كل مواضع الكلمة مع سياقها
action-palette = البحث عن إجراء باسمه
action-tour = جولة الدقائق الأولى
action-help = إظهار هذه المساعدة
action-suspend = ترك kiosque في الخلفية
action-quit = الخروج
action-switch-source = تشغيل المصدر أو إيقافه
action-edit-search = تعديل ما يطلبه البحث المحفوظ
action-rename-search = تسمية البحث المحفوظ باسم آخر
action-remove-search = حذف البحث المحفوظ
action-select-from-here = بدء المقطع من هنا أو تركه
action-select-words = التحديد بالكلمات
action-select-sentences = التحديد بالجمل
action-select-paragraphs = التحديد بالفقرات
action-mark-on-map = تعليم الخانة أو الصف أو العمود
action-mark-period = تعليم السنة أو الشهر
action-accept = إبقاء ما كُتب أو عُلّم
action-cancel = الرجوع إلى الحال السابقة
action-mark = تعليم السطر والمتابعة
action-next-choice = إلى السطر التالي في القائمة
action-previous-choice = إلى السطر السابق في القائمة
action-next-choices = صفحة من القائمة إلى أسفل
action-previous-choices = صفحة من القائمة إلى أعلى
action-abort = الخروج من أي مكان

## Live feeds

fetch-no-address = «{ $address }» ليس عنوانًا على الويب
fetch-unknown-host = لا مضيف باسم { $host }، أو لا شبكة
fetch-unreachable = يتعذر الوصول إليه: { $error }
fetch-proxy = لا يمرره الوكيل: { $error }
fetch-untrusted = لا يستطيع إثبات هويته: { $error }
fetch-slow-resolve = طال البحث عن موضعه
fetch-slow-connect = طال الوصول إليه
fetch-slow-answer = طال انتظار جوابه
fetch-slow-whole = طال وصول جوابه كله
fetch-cut-off = انقطع الاتصال قبل تمام الجواب
fetch-too-large = جوابه أكبر من { $n } ميبيبايت
fetch-circle = عناوينه يحيل بعضها إلى بعض بلا نهاية
fetch-leads-astray = يحيل إلى «{ $address }» وليس عنوانًا على الويب
fetch-leads-inside = يحيل من الخارج إلى { $host } وهو في شبكة خاصة
fetch-status = يجيب بالحالة { $status }
fetch-status-denied = لا يريد أن يُقرأ (الحالة { $status })
fetch-status-missing = لا شيء في هذا العنوان (الحالة { $status })
fetch-status-too-often = سُئل أكثر مما ينبغي (الحالة { $status })
fetch-status-server = هو معطَّل (الحالة { $status })
fetch-gone = زال نهائيًّا؛ يحذفه `kiosque remove` من القائمة
fetch-garbled = لا معنى لجوابه: { $error }
fetch-no-feed = ليس خلاصة: { $error }
fetch-page-without-feed = هذه صفحة لا تدل على خلاصة
fetch-no-page = ليست صفحة بل { $kind }
fetch-no-link = لا تذكر المادة عنوان صفحتها
fetch-not-kept = تعذر حفظه: { $error }
fetch-busy = كشك آخر يجلبه الآن
fetch-stopped = أُوقف
fetch-stumbled = تعثر البرنامج في جوابه؛ أبلغ عن عنوانه
feed-unread = تعذرت قراءة { $path }: { $error }؛ تُركت هذه الخلاصة
feed-entries = { $n ->
    [zero] لا مواد
    [one] مادة واحدة
    [two] مادتان
    [few] { $n } مواد
    [many] { $n } مادة
   *[other] { $n } مادة
}
feed-followed = { $name }: تُتابَع من الآن، { $entries } في { $path }
feed-followed-again = { $name }: تُتابَع من جديد، { $entries } في { $path }
feed-followed-already = { $name }: متابَعة من قبل، { $entries } في { $path }
feed-other = تدل صفحة { $name } أيضًا على { $address }
feed-failed = { $name }: { $why }
feed-failed-until = { $failed }؛ تُعاد المحاولة بعد { $at }
feed-why-until = { $why }؛ تُعاد المحاولة بعد { $at }
feed-list-unread = تعذرت قراءة { $path }: { $error }
feed-list-none = { $path } ليس OPML ولا قائمة عناوين
feed-none-meant = لا خلاصة باسم «{ $name }»؛ يعرض `kiosque feeds` المتابَعة منها
feed-several-meant = أكثر من خلاصة باسم «{ $name }»؛ اكتب عنوان إحداها
feed-removed = { $name }: لم تعد متابَعة؛ تبقى موادها في { $path }
feed-removed-all = { $name }: لم تعد متابَعة؛ حُذفت موادها
feeds-none = لا خلاصة متابَعة بعد؛ يتابع `kiosque add URL` واحدة
feed-never = لم تُجلب
feeds-fetching = جلب: { $n } من { $all }
feeds-fetched = { $n ->
    [zero] لا خلاصات
    [one] خلاصة واحدة
    [two] خلاصتان
    [few] { $n } خلاصات
    [many] { $n } خلاصة
   *[other] { $n } خلاصة
}: { $new ->
    [zero] لا مواد جديدة
    [one] مادة جديدة
    [two] مادتان جديدتان
    [few] { $new } مواد جديدة
    [many] { $new } مادة جديدة
   *[other] { $new } مادة جديدة
}، تعذر { $failed }
feed-new = { $name }: الجديد { $n }
feed-changed = { $name }: المتغير { $n }
feed-new-and-changed = { $name }: الجديد { $n }، المتغير { $changed }
error-no-data = لا مجلد للبيانات في هذا النظام؛ يسمي KIOSQUE_DATA واحدًا
error-nothing-fetched = لم يمكن فعل شيء

## ما يُحفظ

cache-damaged = ما حُفظ من هذا الأرشيف تالف؛ تُقرأ صفحاته من جديد
cache-outdated = ما حُفظ من هذا الأرشيف قرأه إصدار آخر أو قواعد أخرى؛ تُقرأ صفحاته من جديد
cache-unread = تعذرت قراءة { $path }: { $error }؛ تُقرأ الصفحات من جديد
cache-not-kept = لم يُحفظ ما قُرئ: تعذرت كتابة { $path }: { $error }
index-done = { $n ->
    [zero] لا مقال
    [one] مقال واحد
    [two] مقالان
    [few] { $n } مقالات
    [many] { $n } مقالًا
   *[other] { $n } مقال
} في { $documents ->
    [zero] لا وثيقة
    [one] وثيقة واحدة
    [two] وثيقتين
    [few] { $documents } وثائق
    [many] { $documents } وثيقة
   *[other] { $documents } وثيقة
}؛ قُرئ: { $read }، زال: { $gone }، في { $time }
index-problems = { $n ->
    [zero] لم تتعذر قراءة شيء
    [one] تعذرت قراءة مادة واحدة أو ملف واحد؛ يقول `kiosque parse --json` لماذا
    [two] تعذرت قراءة مادتين أو ملفين؛ يقول `kiosque parse --json` لماذا
    [few] تعذرت قراءة { $n } مواد أو ملفات؛ يقول `kiosque parse --json` لماذا
    [many] تعذرت قراءة { $n } مادة أو ملفًا؛ يقول `kiosque parse --json` لماذا
   *[other] تعذرت قراءة { $n } مادة أو ملف؛ يقول `kiosque parse --json` لماذا
}
time-seconds = { $n } ث
time-minutes = { $n } د { $seconds } ث
time-left-seconds = بقي أقل من دقيقة
time-left-minutes = { $n ->
    [zero] بقي أقل من دقيقة
    [one] بقيت دقيقة تقريبًا
    [two] بقيت دقيقتان تقريبًا
    [few] بقيت { $n } دقائق تقريبًا
    [many] بقيت { $n } دقيقة تقريبًا
   *[other] بقيت { $n } دقيقة تقريبًا
}
time-left-hours = { $n ->
    [zero] بقي أقل من ساعة
    [one] بقيت ساعة تقريبًا
    [two] بقيت ساعتان تقريبًا
    [few] بقيت { $n } ساعات تقريبًا
    [many] بقيت { $n } ساعة تقريبًا
   *[other] بقيت { $n } ساعة تقريبًا
}
stats-none = لم يُحفظ شيء من هذا الأرشيف بعد؛ يقرؤه `kiosque index PATH`
stats-articles = مقالات
stats-documents = وثائق
stats-problems = مشكلات
stats-outlets = صحف
stats-years = سنوات
stats-languages = لغات
stats-pages = صفحات
stats-cache = محفوظ
stats-cache-bytes = { $bytes }، { $path }
stats-segments = أجزاء
stats-made = قُرئ
stats-built = { $at }، في { $time }
stats-unfinished = {"، ولم يكتمل"}
error-cache-off = لا يُحفظ شيء من الأرشيفات بحسب الإعدادات أو KIOSQUE_CACHE؛ فلا شيء يُفهرس
error-cache-busy = كشك آخر يقرأ هذا الأرشيف ويحفظ ما يقرأ؛ أعد المحاولة حين يفرغ
error-cannot-be-cached = المدخل القياسي والطبعة المدمجة لا يُحفظان؛ سمِّ ملفات أو مجلدات
error-not-cached = تعذر حفظ ما قُرئ
setting-cache = cache إما true وإما false وإما مجلد بين علامتي اقتباس

## ما فُعل وتُراجع عنه وأُعيد

nothing-to-redo = لا شيء لإعادته.
undone = تُراجع عن: { $deed }
redone = أُعيد: { $deed }
did-filter-on = تشغيل { $name }
did-filter-off = إطفاء { $name }
did-drop-filters = إزالة كل المرشحات
did-change-filters = تغيير المرشحات
did-save-search = حفظ البحث { $name }
did-rename-search = تسمية البحث { $name }
did-remove-search = حذف البحث { $name }

## Taking out: citations and formats

citation = { $parts }.
citation-quoted = «{ $text }»
citation-quoted-sentence = «{ $parts }».
citation-parenthesis = ({ $parts }).
citation-available = متاح على: { $parts }.
citation-open = { $parts }
citation-place = [{ $parts }].
citation-online = {" [على الإنترنت]"}
citation-and = { $names } و{ $last }
citation-ampersand = { $names } و{ $last }
citation-et-al = { $parts } وآخرون
citation-undated = د.ت.
citation-derived = [{ $date }، تاريخ مستنتج]
citation-year-first = { $year }، { $day } { $month }
citation-year-month = { $year }، { $month }
citation-month-first = { $day } { $month } { $year }
citation-month = { $n ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[other] ديسمبر
}
citation-file = الملف { $path }
citation-record = السجل { $n }
citation-line = السطر { $n }
citation-lines = الأسطر من { $first } إلى { $last }
format-text = نص عادي
format-markdown = Markdown
format-html = HTML، صفحة للمتصفح
format-json = JSON
format-csv = CSV، جدول بالوقائع
format-bibtex = BibTeX
format-ris = RIS، لبرامج المراجع
taken-passage = المقطع
taken-article = هذا المقال
taken-selection = التحديد: { $articles }
taken-list = القائمة كلها: { $articles }
title-export = تصدير
hint-choose = اختيار
hint-other-scope = مقالات أخرى
export-to = الكتابة في
export-keys = { $write } للكتابة، { $complete } للإكمال، { $leave } للخروج
export-replaces = الملف موجود: { $write } لاستبداله، { $leave } لتركه
export-nothing = لا شيء يمكن تصديره بعد.
export-stopping = تتوقف الكتابة.
export-done = كُتب { $articles } في { $path }
export-done-one = كُتب في { $path }
export-stopped = توقفت: لم يُكتب شيء في { $path }
export-exists = { $path } موجود من قبل: لم يُكتب شيء
export-failed = تعذرت كتابة { $path }: { $error }
exporting = كُتب { $n } من { $all } من المقالات
pipe-keys = { $run } للتشغيل، { $leave } للخروج
pipe-keys-choice = { $run } للتشغيل، { $other } لتمرير غيره، { $leave } للخروج
pipe-done = انتهى الأمر.
pipe-failed = انتهى الأمر برمز الخروج { $code }.
pipe-killed = أنهت الإشارة { $signal } الأمر.
pipe-not-begun = تعذر تشغيل الأمر: { $error }.
pipe-back = أي مفتاح يعيد إلى kiosque.
error-exists = { $path } موجود من قبل؛ ‎--force‎ يستبدله
error-not-written = تعذرت كتابة { $path }: { $error }
exported = كُتب { $articles } في { $path }

## العلامات

marked-read = مقروءة
marked-unread = غير مقروءة
marked-starred = ذات نجمة
marked-listed = قائمة القراءة
marked-noted = ذات ملاحظات
marked-tagged = ذات وسوم
did = { $deed } · { $key } للتراجع
did-read = عُلّم مقروءًا
did-unread = عُلّم غير مقروء
did-star = وُضعت النجمة
did-unstar = أُزيلت النجمة
did-list = أُضيف إلى قائمة القراءة
did-unlist = أُزيل من قائمة القراءة
did-tag = وُسم بـ { $tags }
did-untag = أُزيل { $tags }
did-retag = غُيّرت الوسوم: { $tags }
did-note = كُتبت الملاحظة
did-renote = غُيّرت الملاحظة
did-unnote = حُذفت الملاحظة
did-read-many = عُلّم { $articles } بعلامة «مقروء»
did-unread-many = عُلّم { $articles } بعلامة «غير مقروء»
did-star-many = أُعطي { $articles } نجمة
did-unstar-many = فقد { $articles } النجمة
did-list-many = أُضيف { $articles } إلى قائمة القراءة
did-unlist-many = أُزيل { $articles } من قائمة القراءة
did-tag-many = وُسم { $articles } بـ { $tags }
did-untag-many = فقد { $articles } { $tags }
did-retag-many = { $articles }: غُيّرت الوسوم { $tags }
did-note-many = { $articles }: كُتبت الملاحظة
did-renote-many = { $articles }: غُيّرت الملاحظة
did-unnote-many = { $articles }: حُذفت الملاحظة
ask = { $question } { $keep } للتنفيذ، و{ $leave } للترك.
ask-read = هل يُعلَّم { $articles } بعلامة «مقروء»؟
ask-unread = هل يُعلَّم { $articles } بعلامة «غير مقروء»؟
ask-star = هل يُعطى { $articles } نجمة؟
ask-unstar = هل يفقد { $articles } النجمة؟
ask-list = هل يُضاف { $articles } إلى قائمة القراءة؟
ask-unlist = هل يُزال { $articles } من قائمة القراءة؟
ask-tag = هل يُوسم { $articles } بـ { $tags }؟
ask-untag = هل يفقد { $articles } { $tags }؟
ask-retag = { $articles }: هل تُغيَّر الوسوم { $tags }؟
ask-note = { $articles }: هل تُكتب هذه الملاحظة؟
ask-renote = { $articles }: هل تُغيَّر هذه الملاحظة؟
ask-unnote = { $articles }: هل تُحذف هذه الملاحظة؟
mark-nothing = لا مقال هنا لوضع علامة عليه.
mark-no-change = كان كذلك من قبل: لم يتغير شيء.
marks-inherited = { $n ->
    [zero] لا علامات تبعت صفحاتها
    [one] علامات مقالة واحدة تبعت صفحتها التي تُقرأ الآن قراءة أخرى
    [two] علامات مقالتين تبعت صفحتيهما اللتين تُقرآن الآن قراءة أخرى
    [few] علامات { $n } مقالات تبعت صفحاتها التي تُقرأ الآن قراءة أخرى
    [many] علامات { $n } مقالة تبعت صفحاتها التي تُقرأ الآن قراءة أخرى
   *[other] علامات { $n } مقالة تبعت صفحاتها التي تُقرأ الآن قراءة أخرى
}
tags = الوسوم
note = ملاحظة
note-on-passage = ملاحظة على المقطع
note-removes = { $keep } يحذف الملاحظة، و{ $leave } يتركها
selected = { $n ->
    [zero] لا مقالات محددة
    [one] مقال واحد محدد
    [two] مقالان محددان
    [few] { $n } مقالات محددة
    [many] { $n } مقالًا محددًا
   *[other] { $n } مقال محدد
}
hint-read = مقروء
hint-list = قائمة القراءة
hint-tag = وسم
