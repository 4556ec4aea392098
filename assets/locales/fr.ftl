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
