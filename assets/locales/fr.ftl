# Les mots de l’interface en français.
#
# Apostrophes et guillemets typographiques ; une espace fine insécable (U+202F) avant ; : ! ? % et à l’intérieur des
# guillemets. La place est comptée : un titre, une aide ou une étiquette n’a qu’un ou deux mots.

## The panes

title-sources = Sources
title-articles = Articles
title-reader = Lecture
order-newest = du plus récent
order-oldest = du plus ancien
order-outlet = par média
order-best-match = par pertinence
hit-of = occurrence { $hit } sur { $n }
hits = { $n ->
    [one] { $n } occurrence
   *[other] { $n } occurrences
}
per-cent = { $n } %
all-articles = Tout
group-searches = RECHERCHES
group-outlets = MÉDIAS
group-years = ANNÉES
group-languages = LANGUES
problems = Problèmes
no-outlet = sans média
undated = sans date
no-headline = sans titre
no-article-open = Aucun article n’est ouvert.
too-small = il faut 20x5

## The top line

built-in-edition = édition incluse
archive-and-more = { $archive } et { $n } de plus
articles = { $n ->
    [one] { $n } article
    [many] { $n } d’articles
   *[other] { $n } articles
}
articles-of = { $n } sur { $all ->
    [one] { $all } article
    [many] { $all } d’articles
   *[other] { $all } articles
}
number-of = { $n } sur { $all }
# Un nombre d’articles, et de textes : les copies d’un texte n’en font qu’un.
in-stories = { $articles } pour { $n ->
    [one] { $n } texte
    [many] { $n } de textes
   *[other] { $n } textes
}
so-far = ≥ { $number }

## The bottom line

hint-switch = oui ou non
hint-edit = changer
hint-rename = renommer
hint-remove = retirer
hint-undo = annuler
hint-keep = garder
hint-mark = marquer
hint-give-back = rétablir
hint-close = fermer
hint-down = descendre
hint-up = monter
hint-show = montrer
hint-help = aide
hint-quit = quitter
hint-back = retour
hint-next = suivant
hint-search = chercher
hint-open = ouvrir
hint-outlets = médias
hint-years = années
hint-map = carte
hint-histogram = histogramme
hint-side-by-side = côte à côte
hint-evidence = provenance
hint-one-or-both = un seul, ou les deux
hint-star = étoile
hint-export = exporter
hint-palette = toutes les actions
hint-concordance = mot en contexte
hint-place-before = revenir
hint-zen = lecture seule
files-read = { $n } sur { $found ->
    [one] { $found } fichier
    [many] { $found } de fichiers
   *[other] { $found } fichiers
}
fetching = { $n } sur { $all ->
    [one] { $all } flux
   *[other] { $all } flux
}
find = trouver
find-nothing = absent de cet article
find-at = { $hit } sur { $n }
# Stand before a name that is typed for a search, and behind it.
save-as = garder sous
save-rename = nouveau nom
save-keys = { $keep } garde · { $leave } laisse
save-replaces = il y en a une : { $keep } lui donne cette recherche
save-taken = une autre a ce nom
search-adds = · { $key } les ajoute · { $leave } les laisse
search-meant = vouliez-vous dire
search-takes = · { $key } le prend · { $leave } le laisse
search-meant-kept = Vouliez-vous dire { $words } ? { $search } puis { $key } le prend.
search-meant-told = rien n’a été trouvé ; vouliez-vous dire { $query } ({ $found }) ?
query-no-word = { $quote } n’est pas un mot et a été laissé
query-nothing = rien ne suit { $quote } : laissé de côté
query-not-closed = { $quote } n’est pas fermé et finit avec la recherche
query-not-opened = { $quote } ne ferme rien et a été laissé
query-too-deep = { $quote } est dans trop de parenthèses et a été laissé
query-lonely-or = { $quote } n’est entre rien et a été laissé
query-needless-and = { $quote } est inutile : tous les mots sont requis
query-no-field = { $quote } n’est pas un champ : cherché comme de simples mots
query-no-such = { $quote } est inconnu et a été laissé
query-years = { $quote } est lu de { $from } à { $to }
query-as-far = { $quote } est lu : { $date }
query-turned-round = { $quote } finit avant de commencer et a été retourné

## Notices

side-by-side-none = Rien ici n’est à la fois en français et en arabe ; { $key } met deux articles côte à côte.
side-by-side-narrow = Pas de place pour deux colonnes : l’arabe est sous le français.
compare-marked = Marqué : { $key } sur un autre article met les deux côte à côte.
compare-unmarked = La marque est retirée.
save-no-search = Rien n’est cherché : { $search } cherche, puis { $save } garde la recherche comme source.
saved-done = Gardée sous { $name } : elle est parmi les sources.
saved-removed = { $name } est retirée ; { $key } la ramène.
nothing-to-undo = Rien à annuler.
find-no-article = Aucun article n’est ouvert où chercher.
arrange-narrow = Les volets se placent côte à côte à partir de 110 colonnes.
reload-busy = La lecture des archives n’est pas finie.
reload-done = Les archives ont été relues.
not-in-list = Les filtres laissent cet article hors de la liste.
links-none = La page ne dit pas son adresse et n’a pas de liens.
opening = Ouverture de { $address }
opener-missing = { $opener } manque pour l’ouvrir ; l’adresse est { $address }
opener-failed = { $opener } n’a pas pu ouvrir { $address } : { $error }
fetch-none = Aucun flux n’est suivi : `kiosque add ADRESSE` en suit un.
fetch-stopping = Le relevé s’arrête dès que possible.
fetched = { $new } de { $feeds }
fetched-new = { $n ->
    [0] Aucun nouvel article
    [one] { $n } nouvel article
   *[other] { $n } nouveaux articles
}
fetched-feeds = { $n ->
    [one] { $n } flux
   *[other] { $n } flux
}
fetched-failed = { $n ->
    [one] { $n } échec : voir Problèmes parmi les sources
   *[other] { $n } échecs : voir Problèmes parmi les sources
}
fetched-stopped = le relevé a été arrêté
full-text-begun = Relevé du texte intégral…
full-text-busy = Un texte intégral est déjà en route.
full-text-done = Le texte intégral est là.
full-text-failed = Pas de texte intégral : { $why } ; { $key } ouvre la page.
full-text-not-of-feed = il se relève pour les articles des flux
first-article = C’était le premier article.
last-article = C’était le dernier article.
find-none = Introuvable dans cet article.
no-hits = Aucune occurrence à parcourir : cherchez d’abord avec { $key }.
first-hit = C’était la première occurrence.
last-hit = C’était la dernière occurrence.
skipped = { $n ->
    [one] { $n } fichier ignoré : { $reasons }
   *[other] { $n } fichiers ignorés : { $reasons }
}
skipped-reason = { $reason } ({ $n })
comma = {", "}

## Passages et copie.

passage-none = Aucun texte ici qui se puisse sélectionner.
passage-word = mots
passage-sentence = phrases
passage-paragraph = paragraphes
passage-words = { $n ->
    [one] { $n } mot
    [many] { $n } de mots
   *[other] { $n } mots
}
note-label = Note
hint-begin-here = commencer ici
hint-let-go = lâcher
hint-copy = copier
hint-cite = avec la source
hint-note = noter
copied = Copie de { $words }, par { $program } et par le terminal.
copied-long = Copie de { $words } par { $program } ; c’est trop long pour le presse-papiers du terminal.
copied-terminal = Copie de { $words } confiée au presse-papiers du terminal.
copied-terminal-alone = Copie de { $words } confiée au seul presse-papiers du terminal : { $error }
copied-not = Rien n’a été copié : c’est trop long pour le presse-papiers du terminal, et aucun programme n’a été trouvé pour celui du système.
copied-failed = Rien n’a été copié : c’est trop long pour le presse-papiers du terminal, et { $error }

## What the reader can do about a terminal, said once

hint-cannot-be-told = Ce terminal réordonne l’arabe lui-même : un volet à la fois. `kiosque doctor` en dit plus.
hint-putty = PuTTY : cochez « Disable bidirectional text display », puis bidi = "app" ; `kiosque doctor`.
hint-allow-passthrough = Si l’arabe paraît faux : `set -g allow-passthrough on` dans tmux.conf ; `kiosque doctor`.
hint-kitty-force-ltr = kitty montre aussi les voyelles avec `force_ltr yes` ; `kiosque doctor` dit comment.

## What `kiosque doctor` says

doctor-title = Diagnostic
doctor-question-word = 1  Le premier mot du cadre est d’un seul tenant et ressemble à l’image, non à son reflet.
doctor-question-lines = 2  Les traits aux deux côtés du cadre sont droits.
doctor-question-brackets = 3  À la quatrième ligne, les parenthèses entourent le mot.
doctor-any-key = Une touche : retour au shell, avec tout ce qui a été trouvé
doctor-also-set = aussi
doctor-no-answer = pas de réponse
doctor-not-asked = Le terminal n’a pas été interrogé, car la réponse va ailleurs ; `kiosque doctor` seul l’interroge.
doctor-mode-unknown = inconnu de lui
doctor-mode-reorders = il réordonne, et on peut l’en empêcher
doctor-mode-told-before = déjà prié de ne pas réordonner
doctor-mode-always = il réordonne toujours
doctor-mode-never = il ne réordonne jamais
doctor-passes-on = Le terminal hors de tmux ou de screen répond.
doctor-keeps-back = Le terminal hors de tmux ou de screen ne s’entend pas.
doctor-colours-true = Couleurs : toutes.
doctor-colours-256 = Couleurs : 256.
doctor-colours-16 = Couleurs : 16.
doctor-colours-none = Couleurs : aucune.
doctor-app = kiosque ordonne et lie l’arabe lui-même :
doctor-kitty = kiosque ordonne et lie l’arabe lui-même, et retourne les mots pour le terminal :
doctor-terminal = Le terminal ordonne et lie l’arabe, et kiosque montre un volet à la fois :
doctor-off = L’arabe est envoyé dans l’ordre de lecture, un volet à la fois :
because-set = c’est votre réglage.
because-bdsm = ce terminal réordonne, et s’arrête quand on le lui dit (mode 8).
because-implicit-for-good = ce terminal réordonne, et dit que rien ne l’arrête.
because-konsole = c’est Konsole, qui réordonne, et s’arrête quand on le lui dit.
because-mlterm = c’est mlterm, qui réordonne, et s’arrête quand on le lui dit.
because-kitty = c’est kitty, qui retourne les mots écrits de droite à gauche.
because-kitty-force-ltr = c’est kitty, réglé par vous sur force_ltr.
because-putty = c’est PuTTY, qui réordonne, et rien de ce qu’on lui envoie ne l’arrête.
because-apple = c’est Terminal de macOS, qui réordonne, et rien de ce qu’on lui envoie ne l’arrête.
because-closed-tmux = tmux retient ce qui est dit au terminal du dehors, qui réordonne peut-être.
because-marks = ce terminal montre les cellules telles quelles, mais pas les voyelles à leur place.
because-nothing-known = rien ne dit que ce terminal réordonne.
doctor-told = On lui dit : { $sent }
doctor-taken-back = Quand kiosque s’en va : { $back }
doctor-told-nothing = On ne lui dit rien.
doctor-marks-left-out = Les voyelles brèves sont omises.
doctor-locale = La locale ne dit pas UTF-8 : donnez à LANG une valeur qui finit par .UTF-8.
doctor-fix-none = Trois fois oui : il n’y a rien à faire. Sinon, essayez --bidi terminal, et une autre police.
doctor-fix-cannot-be-told = Pour avoir tous les volets à la fois, prenez un terminal qui se laisse dire : GNOME Terminal, Konsole, kitty, xterm, iTerm2.
doctor-fix-putty = Dans PuTTY, cochez Terminal, Features, « Disable bidirectional text display » ; puis mettez bidi = "app" dans les réglages.
doctor-fix-allow-passthrough = Mettez cette ligne dans ~/.tmux.conf et relancez tmux : set -g allow-passthrough on
doctor-fix-kitty-force-ltr = Mieux encore : mettez force_ltr yes dans kitty.conf, et kitty_force_ltr = true dans les réglages de kiosque.
doctor-font = Les lettres se lient au mieux dans une police à chasse fixe qui a l’arabe : DejaVu Sans Mono, FreeMono, Cascadia Mono, Vazir Code.

## What could not be read

skip-missing = introuvable
skip-denied = accès refusé
skip-error = { $error }
skip-binary = pas du texte
skip-hidden = caché
skip-special = tube ou périphérique
skip-empty = vide
skip-seen = lu par un autre chemin
unread = impossible de lire { $path } : { $why }
unread-missing = ce fichier n’existe pas
unread-binary = ce n’est pas du texte
unread-hidden = il est caché
unread-special = c’est un tube, une socket ou un périphérique
unread-empty = rien n’y est écrit
unread-seen = il a été lu par un autre chemin
semicolon = {" ; "}
passed-over = { $n ->
    [one] { $n } fichier passé : { $reasons }
   *[other] { $n } fichiers passés : { $reasons }
}
problem = impossible de lire { $where } : { $why } ; { $next }
problem-line = { $path }, ligne { $line }
problem-record = { $path }, notice { $n }
problem-member = { $path }, { $name }
# La suite, quand une partie du fichier a pu être lue.
problem-read = { $n ->
    [one] { $n } article de ce fichier a été lu et s’affiche
   *[other] { $n } articles de ce fichier ont été lus et s’affichent
}
# Suit le premier problème d’un fichier.
problem-and-more = { $problem } (et { $n } autres dans ce fichier ; `kiosque parse --json` les nomme)
problems-elsewhere = { $n ->
    [one] { $n } autre fichier n’a pu être lu en entier ; `kiosque parse --json` dit pourquoi
   *[other] { $n } autres fichiers n’ont pu être lus en entier ; `kiosque parse --json` dit pourquoi
}
fault-cut-off = les données s’arrêtent trop tôt
fault-malformed = c’est endommagé ({ $what })
fault-too-large = cela dépasse { $n } Mio
fault-too-deep = les archives sont imbriquées plus profondément que ce qui est lu
fault-unsupported = le format { $kind } n’est pas lu
fault-no-text = il n’y a pas de texte
fault-encrypted = c’est chiffré
fault-not-fetched = cela n’a pu être récupéré ({ $what })
fault-more = { $n ->
    [one] { $n } autre notice n’a pu être lue
   *[other] { $n } autres notices n’ont pu être lues
}
remedy-get-again = récupérez-le à nouveau à sa source
remedy-split = découpez-le en fichiers plus petits
remedy-unpack = décompressez-le et ouvrez ce qui en sort
remedy-convert = `kiosque formats` énumère ce qui est lu ; convertissez-le dans l’un de ces formats
remedy-fields = `kiosque formats` dit dans quels champs le texte est cherché
remedy-password = décompressez-le avec son mot de passe et ouvrez ce qui en sort
remedy-look = vérifiez qu’il est là et peut être lu, puis relisez les archives
remedy-later = réessayez plus tard
remedy-first-ones = voyez d’abord les premières, puis relisez les archives
archive-unread = les archives ne peuvent être lues : { $error } ; fermez d’autres programmes et tapez R
archive-gone = { $path } n’est plus là ; voici l’édition incluse dans kiosque
state-unread = impossible de lire { $path } : { $error } ; ce départ est comme le premier
state-not-kept = votre place n’a pas été gardée : impossible d’écrire { $path } : { $error }
state-damaged = { $path }, ligne { $line }, est abîmé ; c’est maintenant { $aside }
state-damaged-stays = { $path }, ligne { $line }, est abîmé et ne peut être écarté : { $error }
marks-not-kept = vos marques ne sont pas gardées : impossible d’écrire { $path } : { $error } ; nouvel essai à la prochaine
marks-no-home = vos marques ne sont pas gardées : il n’y a pas de dossier personnel ; KIOSQUE_DATA peut en nommer un autre
marks-unread = impossible de lire vos marques : { $path } : { $error }
marks-torn = la dernière ligne de { $path } était coupée et est laissée
marks-damaged =
    { $n ->
        [one] une ligne de { $path } était abîmée et se trouve maintenant dans { $aside }
       *[other] { $n } lignes de { $path } étaient abîmées et se trouvent maintenant dans { $aside }
    }
marks-damaged-stay =
    { $n ->
        [one] une ligne de { $path } est abîmée et est laissée
       *[other] { $n } lignes de { $path } sont abîmées et sont laissées
    }
marks-none = { $path } ne contient pas de marques
marks-no-journal = { $path } ne contient pas de marques ; c’est maintenant { $aside }
marks-no-journal-stays = vos marques ne sont pas gardées : { $path } n’en contient pas et ne peut être écarté : { $error }
marks-later = vos marques ne sont pas gardées : { $path } vient d’un kiosque plus récent (version { $version }) et reste tel quel
marks-none-kept = rien n’est marqué
marks-line = { $path }, ligne { $line } : { $error } ; cette ligne est laissée
marks-line-json = ce n’est pas une ligne de marques : { $error }
marks-line-text = `text` n’est pas fait de seize chiffres hexadécimaux
marks-line-long = la ligne est trop longue
marks-imported =
    { $n ->
        [0] toutes les marques étaient déjà là
        [one] { $n } texte a reçu des marques qui n’étaient pas là
       *[other] { $n } textes ont reçu des marques qui n’étaient pas là
    }
error-marks-unread = impossible de lire { $path } : { $error }
error-marks-not-kept = rien n’a été repris
error-no-marks = il n’y a pas de marques dedans
rules-unread = impossible de lire les règles de { $path } : { $error } ; celles du programme servent
rules-file-unread = impossible de lire les règles de { $path } : { $error } ; elles sont laissées
rule-left-out = { $path }, ligne { $line } : { $error } ; cette règle est laissée
theme-unread = { $path } : { $error } ; le thème suit le fond du terminal

## What is wrong with the settings

faults = { $first } (et { $n } de plus ; `kiosque list` les dit tous)
fault = { $path } : { $what }
fault-at = { $path }, ligne { $line }, colonne { $column } : { $what }
settings-unread = illisible : { $error } ; les valeurs par défaut servent
settings-no-toml = { $error } ; ce qui est lisible du fichier sert
searches-unread = illisible : { $error } ; aucune recherche gardée n’est montrée
searches-no-toml = ce n’est pas du TOML : { $error } ; cette recherche gardée est laissée
searches-unknown = ce n’est pas une recherche gardée, qui commence par [[search]] ; c’est laissé tel quel
searches-no-name = il faut un nom à une recherche gardée : name = "…" ; celle-ci est laissée
searches-no-query = il faut à une recherche gardée de quoi chercher : query = "…" ; celle-ci est laissée
searches-twice = une autre recherche gardée s’appelle "{ $name }" ; celle-ci est laissée
searches-not-kept = le changement n’est pas gardé : impossible d’écrire { $path } : { $error }
setting-unknown = il n’y a pas de réglage "{ $setting }" ; { $hint }
setting-not = { $setting } ne peut être "{ $given }" ; { $hint }
setting-one-of = { $setting } est l’un de ceux-ci, entre guillemets droits : { $list }
setting-path = { $setting } est un chemin entre guillemets droits
setting-switch = { $setting } est true ou false
setting-number = { $setting } est un nombre de cellules de { $least } à { $most }
setting-outlets = outlets est une table : [outlets], puis "Nom" = ["autre nom"]
setting-outlet-names = les autres noms d’un média sont une liste : ["un", "deux"]
setting-keys = keys est une table : [keys], puis action = ["touche", "touche"]
setting-key-list = les touches d’une action sont une liste : ["j", "down"]
no-such-action = aucune action ne s’appelle "{ $name }" ; { $hint }
no-such-key = aucune touche ne s’appelle "{ $key }" ; écrivez-les j, G, ?, ctrl-d, shift-tab, enter, pgdn, f5
hint-meant = vouliez-vous dire "{ $word }" ?
hint-there-are = il y a { $list }
hint-may-be = ce peut être { $list }
hint-print-config = kiosque --print-config les énumère

## Answers on the command line

error-nothing-readable = rien n’a pu être lu ; nommez un fichier ou un dossier de textes
error-no-such-id = aucun article n’a l’ID { $id } ; `kiosque list` affiche les ID des archives
error-ambiguous-id = { $n ->
    [one] { $n } article a un ID qui commence par { $id } ; écrivez-en davantage
   *[other] { $n } articles ont un ID qui commence par { $id } ; écrivez-en davantage
}
error-short-id = l’ID { $id } est trop court ; écrivez-en au moins { $least } caractères
error-empty-query = aucun mot à chercher dans « { $query } » ; écrivez des lettres ou des chiffres
error-no-such-search = aucune recherche gardée ne s’appelle « { $name } » ; `kiosque searches` affiche celles qu’il y a
searches-none = aucune recherche n’est gardée ; dans le kiosque, / cherche et S garde
error-write = impossible d’écrire la réponse : { $error }
error-screen = impossible d’utiliser le terminal : { $error } ; `kiosque list` affiche les articles sans lui
terminal-dumb = TERM dit que ce terminal ne sait rien placer (dumb)
no-such-outlet = aucun article n’est d’un tel média ; `kiosque outlets` affiche ceux qu’il y a
no-such-year = aucun article n’est d’une telle année ; `kiosque years` affiche celles qu’il y a

## Nothing to show

reading = Lecture de { $archive }
reading-wait = Les premiers titres paraîtront ici dès qu’ils seront lus.
no-articles = Aucun article ici
archive-empty = { $archive } ne contient aucun fichier lisible.
skipped-example = { $n ->
    [one] { $example } a été ignoré : { $reason }.
   *[other] { $n } fichiers ont été ignorés, dont { $example } : { $reason }.
}
how-to-open = kiosque DOSSIER ouvre un dossier de pages enregistrées ; kiosque seul ouvre l’édition incluse.
nothing-yet = Rien encore
nothing-yet-wait = Rien de ce qui a été lu ne passe les filtres ; la lecture continue.
nothing-left = Il ne reste rien
nothing-left-why = Aucun article ne répond à la fois aux filtres et à la recherche.
keys-do = { $list }.
key-does = { $key } { $does }
does-reload = relit les archives
does-quit = quitte
does-drop = retire { $filter }
does-drop-all = retire tous les filtres
does-undo = annule le dernier changement

## The reader

article-empty = La page ne contient rien d’autre.
link-republished-in = Repris dans
link-republishes = Reprend
link-and = et
link-next = À suivre
block-picture = image
block-quoted-from = de { $domain }

## Choosing

title-searches = Vos filtres
title-outlets = Médias
title-years = Années
title-languages = Langues
picker-hint = tapez pour trouver
picker-empty = Rien ne porte ce nom.

## Liens

title-links = Liens
links-source = l’article
links-host = en vérité { $host }

## Problèmes

title-problems = Problèmes
problems-remark = { $n } non lus
problems-none = Il n’y en a pas.
problems-more = et { $n } autres
problem-feed = flux
problem-beside = { $n ->
    [one] { $n } document lu
   *[other] { $n } documents lus
}
again-minutes = { $n ->
    [one] nouvel essai dans { $n } minute ; { $key } essaie tout de suite
   *[other] nouvel essai dans { $n } minutes ; { $key } essaie tout de suite
}
again-hours = { $n ->
    [one] nouvel essai dans { $n } heure environ ; { $key } essaie tout de suite
   *[other] nouvel essai dans { $n } heures environ ; { $key } essaie tout de suite
}
again-days = { $n ->
    [one] nouvel essai dans { $n } jour environ ; { $key } essaie tout de suite
   *[other] nouvel essai dans { $n } jours environ ; { $key } essaie tout de suite
}

## Les variantes d’un texte

title-variants = Variantes
title-rewording = Ce qui diffère
variants-none = Aucun autre article ne reprend ce texte.
variants-open = ouvert
variants-excerpt = extrait, { $n } %
variants-fuller = plus complet, { $n } %
variants-before = seulement dans l’article ouvert
variants-after = seulement dans celui-ci
variants-itself = Les autres sont comparés à celui-ci.
variants-same = Le même texte, mot pour mot.
variants-unchanged = { $n ->
    [one] … { $n } paragraphe identique …
    [many] … { $n } de paragraphes identiques …
   *[other] … { $n } paragraphes identiques …
}

## La concordance d’un mot

title-concordance = Concordance : { $word }
concordance-places = { $n ->
    [one] { $n } occurrence
    [many] { $n } d’occurrences
   *[other] { $n } occurrences
}
# Derrière le nombre de toutes les occurrences, s’il y en a beaucoup : il y en a tant à l’écran.
concordance-kept = les { $n } plus récentes à l’écran
concordance-by-behind = par le mot suivant
concordance-by-before = par le mot précédent
concordance-none = { $word } ne figure dans aucun de ces articles.
# Rien ne dit de quel mot il s’agit : on en choisit un, puis la même touche.
concordance-how = Allez sur un mot ; { $key } en montre toutes les occurrences.
concordance-one-paragraph = Sélectionnez un mot, ou des mots d’un seul paragraphe ; { $key } en montre toutes les occurrences.
concordance-goes-on = D’autres occurrences sont encore recherchées.
hint-order = ordre
places-first = Il n’y a plus de lieu où revenir.
places-last = Il n’y a plus de lieu où aller.
places-back-at = Retour à { $filters }

## Tout par son nom

title-palette = Actions
hint-run = exécuter
# What a macro of the settings does stands among the actions.
place-macros = Macros
# Headings of the help.
topic-moving = Aller et venir
topic-narrowing = Choisir et chercher
topic-marking = Marquer
topic-taking = Emporter
topic-looking = Regarder de près
topic-kiosque = Le kiosque
# A key that does nothing here: $does is what an action does, $place a place such as “On the map”.
key-elsewhere = { $place }, { $key } fait ceci : { $does }
key-other = { $key } ne fait rien ici ; { $other } : { $does }
key-word = { $key } ne fait rien ici ; pour chercher, tapez { $search }
key-nothing = { $key } ne fait rien ici ; { $help } montre toutes les touches
paste-nowhere = On ne tape rien ici : { $search } cherche ; collez ensuite.
not-here = { $does } : pas ici ; { $close } revient.
elsewhere = { $does } : { $place }
elsewhere-by-key = { $does } : { $place } ; { $key } y mène
# The tour of the first minutes: what the keys of each step, which stand before it, are for.
tour-title = Visite, { $n } sur { $all }
tour-leave = { $close } la termine
tour-move = vont d’un titre à l’autre ; la page suit.
tour-open = ouvre l’article, puis revient à la liste.
tour-choose = choisissent journaux et années : quelques lettres, puis Entrée.
tour-search = cherche partout pendant que vous tapez, en français et en arabe ; Entrée garde le résultat.
tour-mark = donnent à l’article une étoile, ou une note à vous ; les deux se cherchent.
tour-help = montrent toutes les touches, et toutes les actions par leur nom.
tour-done = Fin de la visite ; { $close } ferme ceci.
tour-left = Fin de la visite ; { $palette } { $name } la recommence.
# What is wrong with a macro of the settings.
setting-macros = les macros sont des tables : [macros], puis nom = {"{"} keys = ["X"], does = ["action", "search:mots"] {"}"}
macro-name-taken = { $name } est déjà une action : il faut à une macro un nom à elle
macro-does-nothing = la macro { $name } ne fait rien : does = ["action", "search:mots"]
macro-does-list = ce que fait une macro est une liste d’actions : ["pick-outlets", "search:mots"]
macro-in-macro = { $name } est une macro : une macro n’est faite que d’actions
macro-key-taken = { $key } fait déjà { $by } ; prenez une autre touche, ou donnez-en une autre à { $by } sous [keys]
macro-help = l’aide d’une macro est un texte entre guillemets

## The map

title-map = Carte
map-empty = Il n’y a encore rien à situer.
map-all = tout
map-all-outlets = tous les médias
map-marked = marqués
map-outlets = { $n ->
    [0] tous les médias
    [one] { $n } média
   *[other] { $n } médias
}
map-years = { $n ->
    [0] toutes les années
    [one] { $n } année
   *[other] { $n } années
}

## The histogram

title-histogram = Articles par année
title-histogram-months = { $year } par mois
histogram-no-month = sans mois
histogram-months = { $n ->
    [one] { $n } mois
   *[other] { $n } mois
}

## The page's headlines

title-page-headlines = Titres de la page
page-headlines-none = Aucun titre d’un autre article ne figurait sur cette page.
headlines = { $n ->
    [one] { $n } titre
   *[other] { $n } titres
}

## Evidence

title-evidence = Provenance
title-evidence-remark = d’où vient chaque fait
evidence-record = notice { $n }
evidence-headline = Titre
evidence-outlet = Média
evidence-date = Date
evidence-authors = Auteurs
evidence-no-author = la page ne nomme aucun auteur
evidence-agencies = Agences
evidence-no-agency = la page ne crédite aucune agence
evidence-languages = Langues
evidence-no-text = aucun texte pour en juger
blocks = { $n ->
    [one] { $n } bloc
   *[other] { $n } blocs
}
evidence-address = Adresse
evidence-saved = Quand la page a été enregistrée
evidence-saved-unknown = rien sur la page ne le dit
line = ligne { $n }
line-head = en-tête
evidence-printed-as = imprimé
evidence-not-before = pas avant { $date }
evidence-not-after = pas après { $date }
evidence-doubts = Doutes
evidence-decoding = Comment le fichier a été lu
evidence-set-aside = Mis de côté
evidence-set-aside-none = aucune ligne de la page n’a été mise de côté
evidence-set-aside-lines = { $n ->
    [one] { $n } ligne appartient à la page autour de l’article
   *[other] { $n } lignes appartiennent à la page autour de l’article
}
evidence-ticker = Titres d’autres articles
evidence-ticker-lines = { $n ->
    [one] { $n } titre figurait sur la page :
   *[other] { $n } titres figuraient sur la page :
}
evidence-twice = Dit deux fois
evidence-twice-exact = les mêmes mots
evidence-twice-prefix = l’un est le début de l’autre
evidence-twice-near = presque les mêmes mots
evidence-pairs = La même chose en deux langues
decoding-empty = il est vide
decoding-as = en { $encoding }
decoding-as-marked = en { $encoding }, comme le dit sa marque d’ordre des octets
decoding-found-in = il se trouvait dans { $formats }
decoding-inside = { $inner } dans { $outer }
decoding-repaired = son UTF-8 avait été lu comme { $encoding } et enregistré ainsi ; cela a été corrigé
decoding-replaced = { $n ->
    [one] à { $n } endroit, des octets étaient illisibles ; un � les remplace
   *[other] à { $n } endroits, des octets étaient illisibles ; un � les remplace
}
decoding-cut = { $n ->
    [one] il était trop long : { $n } octet à la fin a été laissé
    [many] il était trop long : { $n } d’octets à la fin ont été laissés
   *[other] il était trop long : { $n } octets à la fin ont été laissés
}
fact-stated = la page le dit
fact-derived = déduit de plusieurs lignes
fact-unknown = la page ne le dit pas
line-states = le dit
line-relative = le dit par rapport à un autre jour
line-anchor = fixe le jour d’où les autres sont comptés
line-bound = pose une borne
line-corroborates = s’accorde
line-tension = s’accorde mal
line-rejected = examiné, puis écarté
line-hint = un indice, trop faible pour conclure
doubt-after-saved = la date { $date } est postérieure à l’enregistrement de la page et n’a pas été retenue
doubt-not-in-calendar = la date de la ligne de publication n’existe pas au calendrier et n’a pas été retenue
doubt-later = le texte nomme { $quote }, après la date de publication { $date }
doubt-two-dates = la page donne aussi pour date { $other }, mais { $taken } a été retenu
doubt-overridden = des signes qui retournent l’ordre des lettres (U+202D, U+202E) étaient ici et ont été laissés
doubt-undecodable = { $n ->
    [one] { $n } suite d’octets n’a pu être décodée et paraît comme �
   *[other] { $n } suites d’octets n’ont pu être décodées et paraissent comme �
}
doubt-repaired = le texte avait été lu comme { $encoding } et encodé de nouveau ; cela a été corrigé
doubt-cut = { $n ->
    [one] le dernier octet dépasse la taille permise et n’a pas été lu
    [many] les { $n } derniers octets dépassent la taille permise et n’ont pas été lus
   *[other] les { $n } derniers octets dépassent la taille permise et n’ont pas été lus
}

## Dates

date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }
date-derived = { $date } (déduite)
undated-bounds = sans date, { $bounds }
date-in-sentence = le { $date }
date-about = vers { $date }
date-after = après { $date }
date-before = avant { $date }
date-between = entre { $first } et { $last }
month-january = janvier
month-february = février
month-march = mars
month-april = avril
month-may = mai
month-june = juin
month-july = juillet
month-august = août
month-september = septembre
month-october = octobre
month-november = novembre
month-december = décembre
month-jan = janv.
month-feb = févr.
month-mar = mars
month-apr = avr.
month-may-short = mai
month-jun = juin
month-jul = juil.
month-aug = août
month-sep = sept.
month-oct = oct.
month-nov = nov.
month-dec = déc.

## Languages

language-ar = arabe
language-de = allemand
language-en = anglais
language-es = espagnol
language-fa = persan
language-fr = français
language-he = hébreu
language-it = italien
language-nl = néerlandais
language-pt = portugais
language-ru = russe
language-tr = turc
language-und = indéterminée
language-ur = ourdou

## Help

title-help = Aide
help-search = chercher
help-searching = Chercher
# Examples of searches, as they are typed, and what each finds.
example-words = soldats turcs
finds-words = Les deux mots ; le dernier peut être un début, tant qu’aucune espace ne le suit
example-phrase = "soldats turcs"
finds-phrase = Ces mots, l’un derrière l’autre
example-not = -turcs
finds-not = Ce qui ne contient pas cela : un mot, « des mots », (des parenthèses), un champ
example-or = alep OR homs
finds-or = Au moins l’un des deux ; des parenthèses (alep OR homs) le séparent de ce qui est à côté
example-exactly = =Été
finds-exactly = Exactement ainsi, cette casse et ces accents ; aussi ="Le Monde"
example-title = title:phare
finds-title = Dans le titre ; author:kepel parmi les auteurs
example-outlet = outlet:monde
finds-outlet = De ce média ; outlet:none d’aucun
example-year = year:2016..2020
finds-year = De ces années ; year:2016.. et year:..2016 n’ont qu’un bout, year:undated est sans date
example-date = date:2020-02
finds-date = Publié sûrement alors ; date:2020-02..2020-03 d’un jour à l’autre
example-lang = lang:ar
finds-lang = Avec du texte dans cette langue
example-read = is:unread
finds-read = Pas encore lu ; is:read
example-marked = is:starred
finds-marked = Avec une étoile ; is:listed dans la liste de lecture, is:noted avec des notes, is:tagged avec des étiquettes
example-tag = tag:idlib
finds-tag = Avec cette étiquette, quels que soient sa casse et ses accents
example-note = note:armée
finds-note = Avec ce mot dans l’une de vos notes ; note:"ces mots" l’un derrière l’autre
help-nothing = Aucune action n’a ces mots. Esc les montre toutes.
place-everywhere = Partout
place-sources = Dans Sources
place-saved-search = Sur une recherche gardée
place-passage = Dans un passage
place-map = Sur la carte
place-histogram = Dans l’histogramme
place-typing = Pendant la saisie
action-next = Aller à la ligne suivante
action-previous = Aller à la ligne précédente
action-first = Aller au début
action-last = Aller à la fin
action-half-page-down = Une demi-page plus bas
action-half-page-up = Une demi-page plus haut
action-page-down = Une page plus bas
action-page-up = Une page plus haut
action-next-pane = Aller au volet suivant
action-previous-pane = Aller au volet précédent
action-left = Aller au volet de gauche
action-right = Aller au volet de droite
action-open = Ouvrir la sélection, ou activer ou non une source
action-close = Fermer ce qui est dessus, puis revenir d’un volet
action-next-article = Lire l’article suivant
action-previous-article = Lire l’article précédent
action-search = Chercher partout, pendant la saisie
action-next-hit = Aller à l’occurrence suivante, jusque dans l’article suivant
action-previous-hit = Aller à l’occurrence précédente
action-find = Trouver dans cet article
action-pick-outlets = Choisir des médias
action-pick-years = Choisir des années
action-pick-languages = Choisir des langues
action-pick-searches = Choisir des recherches gardées, des marques, des étiquettes
action-save-search = Garder cette recherche comme source
action-drop-filter = Retirer le dernier filtre
action-drop-filters = Retirer tous les filtres et la recherche
action-undo = Annuler le dernier changement (filtres, recherches gardées, marques)
action-redo = Rétablir ce qui vient d’être annulé
action-star = Mettre une étoile, ou la retirer
action-read-unread = Marquer comme lu, ou non lu
action-reading-list = Mettre sur la liste de lecture, ou l’en retirer
action-tag = Mettre des étiquettes, ou en retirer
action-note = Écrire une note sur l’article ou sur le passage
action-select = Sélectionner des articles, ou un passage du texte
action-select-all = Sélectionner tous les articles de la liste
action-copy = Copier le passage, ou l’article
action-copy-cited = Copier avec la source
action-export = Exporter l’article, la sélection ou la liste
action-pipe = Passer le texte à une commande
action-order = Changer l’ordre : récents, anciens, médias, pertinence
action-map = Montrer la carte des médias et des années
action-histogram = Montrer combien d’articles compte chaque année, chaque mois
action-evidence = Montrer d’où vient chaque fait
action-page-headlines = Montrer les titres qui figuraient sur la page
action-links = Ouvrir la page de l’article ou l’un de ses liens
action-side-by-side = Mettre côte à côte le français et l’arabe qui disent la même chose
action-compare = Marquer un article, puis en lire un autre à côté
action-variants = Montrer qui d’autre publie ce texte, et ce que chacun dit autrement
action-zen = Montrer la lecture seule
action-wider = Allonger les lignes de la lecture
action-narrower = Raccourcir les lignes de la lecture
action-grow-pane = Agrandir ce volet
action-shrink-pane = Réduire ce volet
action-arrange = Placer les volets côte à côte ou l’un sur l’autre
action-reload = Relire les archives
action-fetch = Relever tous les flux suivis ; une seconde fois : arrêter
action-full-text = Relever le texte intégral d’un article de flux
action-back = Revenir là où l’on était
action-forth = Retourner là d’où l’on est revenu
action-concordance = Montrer un mot partout où il figure, avec ce qui l’entoure
action-palette = Trouver une action par son nom
action-tour = Faire le tour des premières minutes
action-help = Montrer cette aide
action-suspend = Laisser kiosque à l’arrière-plan
action-quit = Quitter
action-switch-source = Activer ou désactiver la source
action-edit-search = Changer ce que demande la recherche gardée
action-rename-search = Renommer la recherche gardée
action-remove-search = Retirer la recherche gardée
action-select-from-here = Commencer le passage ici, ou le lâcher
action-select-words = Sélectionner par mots
action-select-sentences = Sélectionner par phrases
action-select-paragraphs = Sélectionner par paragraphes
action-mark-on-map = Marquer la case, la rangée ou la colonne
action-mark-period = Marquer l’année ou le mois
action-accept = Garder ce qui est saisi ou marqué
action-cancel = Rétablir l’état antérieur
action-mark = Marquer la ligne et continuer
action-next-choice = Aller à la ligne suivante de la liste
action-previous-choice = Aller à la ligne précédente de la liste
action-next-choices = Une page de la liste plus bas
action-previous-choices = Une page de la liste plus haut
action-abort = Quitter d’où que l’on soit

## Live feeds

fetch-no-address = « { $address } » n’est pas une adresse du web
fetch-unknown-host = l’hôte { $host } n’existe pas, ou le réseau manque
fetch-unreachable = injoignable : { $error }
fetch-proxy = le mandataire ne laisse pas passer : { $error }
fetch-untrusted = il ne peut prouver son identité : { $error }
fetch-slow-resolve = trop long à situer
fetch-slow-connect = trop long à joindre
fetch-slow-answer = trop long à répondre
fetch-slow-whole = trop long à tout envoyer
fetch-cut-off = la connexion a fini avant la réponse
fetch-too-large = la réponse dépasse { $n } Mio
fetch-circle = ses adresses mènent de l’une à l’autre sans fin
fetch-leads-astray = il mène à « { $address } », qui n’est pas une adresse du web
fetch-leads-inside = du dehors il mène à { $host }, qui est dans un réseau privé
fetch-status = il répond par le statut { $status }
fetch-status-denied = il ne veut pas être lu (statut { $status })
fetch-status-missing = il n’y a rien à cette adresse (statut { $status })
fetch-status-too-often = il a été trop sollicité (statut { $status })
fetch-status-server = il est en panne (statut { $status })
fetch-gone = il a disparu pour de bon ; `kiosque remove` l’ôte de la liste
fetch-garbled = la réponse n’a pas de sens : { $error }
fetch-no-feed = ce n’est pas un flux : { $error }
fetch-page-without-feed = c’est une page, et elle n’annonce aucun flux
fetch-no-page = ce n’est pas une page, mais { $kind }
fetch-no-link = l’entrée ne dit pas où est sa page
fetch-not-kept = impossible de le garder : { $error }
fetch-busy = un autre kiosque est en train de le relever
fetch-stopped = interrompu
fetch-stumbled = le programme a trébuché sur sa réponse ; signalez son adresse
feed-unread = impossible de lire { $path } : { $error } ; ce flux est laissé de côté
feed-entries = { $n ->
    [one] { $n } entrée
   *[other] { $n } entrées
}
feed-followed = { $name } : suivi désormais, { $entries } dans { $path }
feed-followed-again = { $name } : suivi de nouveau, { $entries } dans { $path }
feed-followed-already = { $name } : déjà suivi, { $entries } dans { $path }
feed-other = la page de { $name } annonce aussi { $address }
feed-failed = { $name } : { $why }
feed-failed-until = { $failed } ; nouvel essai après { $at }
feed-why-until = { $why } ; nouvel essai après { $at }
feed-list-unread = impossible de lire { $path } : { $error }
feed-list-none = { $path } n’est ni de l’OPML ni une liste d’adresses
feed-none-meant = aucun flux ne s’appelle « { $name } » ; `kiosque feeds` affiche ceux qui sont suivis
feed-several-meant = plusieurs flux s’appellent « { $name } » ; écrivez l’adresse de l’un d’eux
feed-removed = { $name } : n’est plus suivi ; ses entrées restent dans { $path }
feed-removed-all = { $name } : n’est plus suivi ; ses entrées sont supprimées
feeds-none = aucun flux n’est encore suivi ; `kiosque add URL` en suit un
feed-never = jamais
feeds-fetching = relève : { $n } sur { $all }
feeds-fetched = { $n ->
    [one] { $n } flux
   *[other] { $n } flux
} : { $new ->
    [one] { $new } nouvelle entrée
   *[other] { $new } nouvelles entrées
}, { $failed } en échec
feed-new = { $name } : { $n } de plus
feed-changed = { $name } : { $n } de modifiées
feed-new-and-changed = { $name } : { $n } de plus, { $changed } de modifiées
error-no-data = ce système n’a pas de dossier de données ; KIOSQUE_DATA en nomme un
error-nothing-fetched = rien n’a pu être fait

## Ce qui est gardé

cache-damaged = ce qui était gardé de ces archives est abîmé ; leurs pages sont relues
cache-outdated = ce qui était gardé de ces archives a été lu par une autre version ou avec d’autres règles ; leurs pages sont relues
cache-unread = impossible de lire { $path } : { $error } ; les pages sont relues
cache-not-kept = ce qui a été lu n’est pas gardé : impossible d’écrire { $path } : { $error }
index-done = { $n ->
    [one] { $n } article
   *[other] { $n } articles
} dans { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
} ; lus : { $read }, disparus : { $gone }, en { $time }
# Suit ce qui a été lu.
index-problems = { $n ->
    [one] { $n } notice ou fichier n’a pu être lu ; `kiosque parse --json` dit pourquoi
   *[other] { $n } notices ou fichiers n’ont pu être lus ; `kiosque parse --json` dit pourquoi
}
time-seconds = { $n } s
time-minutes = { $n } min { $seconds } s
time-left-seconds = encore moins d’une minute
time-left-minutes = { $n ->
    [one] encore une minute environ
   *[other] encore { $n } minutes environ
}
time-left-hours = encore { $n ->
    [one] { $n } heure
   *[other] { $n } heures
} environ
stats-none = rien n’est encore gardé de ces archives ; `kiosque index CHEMIN` les lit
stats-articles = articles
stats-documents = documents
stats-problems = problèmes
stats-outlets = journaux
stats-years = années
stats-languages = langues
stats-pages = pages
stats-cache = cache
stats-cache-bytes = { $bytes }, { $path }
stats-segments = segments
stats-made = lecture
stats-built = { $at }, en { $time }
stats-unfinished = {", pas jusqu’au bout"}
error-cache-off = rien n’est gardé des archives, selon les réglages ou KIOSQUE_CACHE ; il n’y a rien à indexer
error-cache-busy = un autre kiosque lit ces archives et garde ce qu’il lit ; réessayez quand il aura fini
error-cannot-be-cached = l’entrée standard et l’édition incluse ne sont pas gardées ; nommez des fichiers ou des dossiers
error-not-cached = ce qui a été lu n’a pu être gardé
setting-cache = cache vaut true, false, ou un dossier entre guillemets

## Ce qui a été fait, annulé et refait

nothing-to-redo = Rien à refaire.
undone = Annulé : { $deed }
redone = Refait : { $deed }
did-filter-on = filtre { $name } mis
did-filter-off = filtre { $name } retiré
did-drop-filters = tous les filtres retirés
did-change-filters = filtres changés
did-save-search = recherche { $name } gardée
did-rename-search = recherche renommée { $name }
did-remove-search = recherche { $name } retirée

## Taking out: citations and formats

citation = { $parts }.
citation-quoted = « { $text } »
citation-quoted-sentence = « { $parts } ».
citation-parenthesis = ({ $parts }).
citation-available = Disponible à l’adresse : { $parts }.
citation-open = { $parts }
citation-place = [{ $parts }].
citation-online = {" [en ligne]"}
citation-and = { $names } et { $last }
citation-ampersand = { $names } et { $last }
citation-et-al = { $parts } et al.
citation-undated = s. d.
citation-derived = [{ $date }, date déduite]
citation-year-first = { $year }, { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
citation-year-month = { $year }, { $month }
citation-month-first = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
citation-month = { $n ->
    [1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juill.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
   *[other] déc.
}
citation-file = fichier { $path }
citation-record = document { $n }
citation-line = ligne { $n }
citation-lines = lignes { $first } à { $last }
format-text = Texte seul
format-markdown = Markdown
format-html = HTML, une page pour le navigateur
format-json = JSON
format-csv = CSV, un tableau des faits
format-bibtex = BibTeX
format-ris = RIS, pour les logiciels de bibliographie
taken-passage = Le passage
taken-article = Cet article
taken-selection = La sélection : { $articles }
taken-list = Toute la liste : { $articles }
title-export = Exporter
hint-choose = choisir
hint-other-scope = autres articles
export-to = écrire dans
export-keys = { $write } écrit, { $complete } complète, { $leave } quitte
export-replaces = ce fichier existe : { $write } le remplace, { $leave } le laisse
export-nothing = Il n’y a encore rien à exporter.
export-stopping = L’écriture s’arrête.
export-done = { $articles } dans { $path }
export-done-one = Écrit dans { $path }
export-stopped = Arrêté : rien n’a été écrit dans { $path }
export-exists = { $path } existe déjà : rien n’a été écrit
export-failed = { $path } ne peut pas être écrit : { $error }
exporting = { $n } articles écrits sur { $all }
pipe-keys = { $run } la lance, { $leave } quitte
pipe-keys-choice = { $run } la lance, { $other } en passe d’autres, { $leave } quitte
pipe-done = La commande est terminée.
pipe-failed = La commande s’est terminée avec le code { $code }.
pipe-killed = La commande a été arrêtée par le signal { $signal }.
pipe-not-begun = La commande n’a pas pu être lancée : { $error }.
pipe-back = Une touche ramène à kiosque.
error-exists = { $path } existe déjà ; --force le remplace
error-not-written = { $path } ne peut pas être écrit : { $error }
exported = { $articles } dans { $path }

## Les marques

marked-read = Lus
marked-unread = Non lus
marked-starred = Avec étoile
marked-listed = Liste de lecture
marked-noted = Avec notes
marked-tagged = Avec étiquettes
did = { $deed } · { $key } annule
did-read = Marqué comme lu
did-unread = Marqué comme non lu
did-star = Étoile mise
did-unstar = Étoile retirée
did-list = Mis sur la liste de lecture
did-unlist = Retiré de la liste de lecture
did-tag = Étiqueté { $tags }
did-untag = Retiré : { $tags }
did-retag = Étiquettes changées : { $tags }
did-note = Note écrite
did-renote = Note changée
did-unnote = Note retirée
did-read-many = { $articles } marqués comme lus
did-unread-many = { $articles } marqués comme non lus
did-star-many = { $articles } avec étoile
did-unstar-many = { $articles } sans étoile
did-list-many = { $articles } mis sur la liste de lecture
did-unlist-many = { $articles } retirés de la liste de lecture
did-tag-many = { $articles } étiquetés { $tags }
did-untag-many = { $articles } sans { $tags }
did-retag-many = { $articles } : étiquettes { $tags }
did-note-many = { $articles } avec cette note
did-renote-many = { $articles } : note changée
did-unnote-many = { $articles } : note retirée
ask = { $question } { $keep } le fait, { $leave } y renonce.
ask-read = Marquer { $articles } comme lus ?
ask-unread = Marquer { $articles } comme non lus ?
ask-star = Mettre une étoile à { $articles } ?
ask-unstar = Retirer l’étoile de { $articles } ?
ask-list = Mettre { $articles } sur la liste de lecture ?
ask-unlist = Retirer { $articles } de la liste de lecture ?
ask-tag = Étiqueter { $articles } { $tags } ?
ask-untag = Retirer { $tags } de { $articles } ?
ask-retag = Changer les étiquettes de { $articles } : { $tags } ?
ask-note = Mettre cette note à { $articles } ?
ask-renote = Changer cette note de { $articles } ?
ask-unnote = Retirer cette note de { $articles } ?
mark-nothing = Il n’y a pas d’article à marquer ici.
mark-no-change = C’était déjà ainsi : rien n’a changé.
marks-inherited = { $n ->
    [one] Les marques de { $n } article suivent sa page, qui se lit autrement désormais
   *[other] Les marques de { $n } articles suivent leurs pages, qui se lisent autrement désormais
}
tags = étiquettes
note = note
note-on-passage = note sur le passage
note-removes = { $keep } retire la note, { $leave } y renonce
selected = { $n ->
    [one] { $n } article choisi
   *[other] { $n } articles choisis
}
hint-read = lu
hint-list = liste de lecture
hint-tag = étiqueter
