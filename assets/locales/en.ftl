# The words of the interface in English. Every file of this folder has the same messages with the same arguments.

## The panes

title-sources = Sources
title-articles = Articles
title-reader = Reader
order-newest = newest first
order-oldest = oldest first
order-outlet = by outlet
order-best-match = best match first
# Where the reader stands among the hits: $hit of $n.
hit-of = hit { $hit } of { $n }
hits = { $n ->
    [one] { $n } hit
   *[other] { $n } hits
}

## What the reader can do about a terminal, said once

hint-cannot-be-told = This terminal reorders Arabic by itself: one pane at a time. `kiosque doctor` tells more.
hint-putty = PuTTY: tick “Disable bidirectional text display”, then set bidi = "app"; `kiosque doctor`.
hint-allow-passthrough = If Arabic looks wrong: `set -g allow-passthrough on` in tmux.conf; `kiosque doctor`.
hint-kitty-force-ltr = kitty shows vowel signs too with `force_ltr yes`; `kiosque doctor` tells how.
