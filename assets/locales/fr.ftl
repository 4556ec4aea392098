# Les mots de l’interface en français.

## The panes

title-sources = Sources
title-articles = Articles
title-reader = Lecture
order-newest = du plus récent
order-oldest = du plus ancien
order-outlet = par titre de presse
order-best-match = par pertinence
hit-of = occurrence { $hit } sur { $n }
hits = { $n ->
    [one] { $n } occurrence
   *[other] { $n } occurrences
}

## What the reader can do about a terminal, said once

hint-cannot-be-told = Ce terminal réordonne l’arabe lui-même : un volet à la fois. `kiosque doctor` en dit plus.
hint-putty = PuTTY : cochez « Disable bidirectional text display », puis bidi = "app" ; `kiosque doctor`.
hint-allow-passthrough = Si l’arabe paraît faux : `set -g allow-passthrough on` dans tmux.conf ; `kiosque doctor`.
hint-kitty-force-ltr = kitty montre aussi les voyelles avec `force_ltr yes` ; `kiosque doctor` dit comment.

## What `kiosque doctor` says

doctor-title = Diagnostic
doctor-question-word = 1  Le premier mot du cadre est d’un seul tenant et ressemble à l’image, non à son reflet.
doctor-question-lines = 2  Les traits aux deux côtés du cadre sont droits.
doctor-question-brackets = 3  À la quatrième ligne, les parenthèses entourent le mot.
doctor-any-key = Une touche : retour au shell, avec tout ce qui a été trouvé
doctor-also-set = aussi
doctor-no-answer = pas de réponse
doctor-not-asked = Le terminal n’a pas été interrogé, car la réponse va ailleurs ; `kiosque doctor` seul l’interroge.
doctor-mode-unknown = inconnu de lui
doctor-mode-reorders = il réordonne, et on peut l’en empêcher
doctor-mode-told-before = déjà prié de ne pas réordonner
doctor-mode-always = il réordonne toujours
doctor-mode-never = il ne réordonne jamais
doctor-passes-on = Le terminal hors de tmux ou de screen répond.
doctor-keeps-back = Le terminal hors de tmux ou de screen ne s’entend pas.
doctor-colours-true = Couleurs : toutes.
doctor-colours-256 = Couleurs : 256.
doctor-colours-16 = Couleurs : 16.
doctor-colours-none = Couleurs : aucune.
doctor-app = kiosque ordonne et lie l’arabe lui-même :
doctor-kitty = kiosque ordonne et lie l’arabe lui-même, et retourne les mots pour le terminal :
doctor-terminal = Le terminal ordonne et lie l’arabe, et kiosque montre un volet à la fois :
doctor-off = L’arabe est envoyé dans l’ordre de lecture, un volet à la fois :
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
doctor-told = On lui dit : { $sent }
doctor-taken-back = Quand kiosque s’en va : { $back }
doctor-told-nothing = On ne lui dit rien.
doctor-marks-left-out = Les voyelles brèves sont omises.
doctor-locale = La locale ne dit pas UTF-8 : donnez à LANG une valeur qui finit par .UTF-8.
doctor-fix-none = Trois fois oui : il n’y a rien à faire. Sinon, essayez --bidi terminal, et une autre police.
doctor-fix-cannot-be-told = Pour avoir tous les volets à la fois, prenez un terminal qui se laisse dire : GNOME Terminal, Konsole, kitty, xterm, iTerm2.
doctor-fix-putty = Dans PuTTY, cochez Terminal, Features, « Disable bidirectional text display » ; puis mettez bidi = "app" dans les réglages.
doctor-fix-allow-passthrough = Mettez cette ligne dans ~/.tmux.conf et relancez tmux : set -g allow-passthrough on
doctor-fix-kitty-force-ltr = Mieux encore : mettez force_ltr yes dans kitty.conf, et kitty_force_ltr = true dans les réglages de kiosque.
doctor-font = Les lettres se lient au mieux dans une police à chasse fixe qui a l’arabe : DejaVu Sans Mono, FreeMono, Cascadia Mono, Vazir Code.
