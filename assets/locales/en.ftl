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

## What `kiosque doctor` says

doctor-title = Doctor
doctor-question-word = 1  The first word in the box is one piece and looks like the picture, not like its reflection.
doctor-question-lines = 2  The lines at both sides of the box are straight.
doctor-question-brackets = 3  In the fourth row the brackets close round the word.
doctor-any-key = Any key: back to the shell, with all that was found
doctor-also-set = also set
doctor-no-answer = no answer
doctor-not-asked = The terminal was not asked, because the answer goes elsewhere; `kiosque doctor` alone asks it.
doctor-mode-unknown = not known to it
doctor-mode-reorders = it reorders, and can be told not to
doctor-mode-told-before = told not to reorder already
doctor-mode-always = it always reorders
doctor-mode-never = it never reorders
doctor-passes-on = The terminal outside tmux or screen answers.
doctor-keeps-back = The terminal outside tmux or screen is not heard.
doctor-colours-true = Colours: all of them.
doctor-colours-256 = Colours: 256.
doctor-colours-16 = Colours: 16.
doctor-colours-none = Colours: none.
doctor-app = kiosque orders and joins Arabic itself:
doctor-kitty = kiosque orders and joins Arabic itself, and turns its words round for the terminal:
doctor-terminal = The terminal orders and joins Arabic, and kiosque shows one pane at a time:
doctor-off = Arabic is sent in the order it is read, one pane at a time:
because-set = you have set it so.
because-bdsm = this terminal reorders, and stops when it is told (mode 8).
because-implicit-for-good = this terminal reorders, and says that nothing stops it.
because-konsole = this is Konsole, which reorders, and stops when it is told.
because-mlterm = this is mlterm, which reorders, and stops when it is told.
because-kitty = this is kitty, which turns right-to-left words round.
because-kitty-force-ltr = this is kitty, which you have set to force_ltr.
because-putty = this is PuTTY, which reorders, and nothing sent to it stops it.
because-apple = this is Terminal of macOS, which reorders, and nothing sent to it stops it.
because-closed-tmux = tmux keeps back what is said to the terminal outside, which may reorder.
because-marks = this terminal shows cells as they come, but not vowel signs in their places.
because-nothing-known = nothing says that this terminal reorders.
doctor-told = It is told: { $sent }
doctor-taken-back = When kiosque leaves: { $back }
doctor-told-nothing = It is told nothing.
doctor-marks-left-out = Vowel signs are left out.
doctor-locale = The locale does not say UTF-8: set LANG to one whose name ends in .UTF-8.
doctor-fix-none = Three times yes: there is nothing to do. If not, try --bidi terminal, and another font.
doctor-fix-cannot-be-told = To have all panes at once, use a terminal that can be told: GNOME Terminal, Konsole, kitty, xterm, iTerm2.
doctor-fix-putty = In PuTTY tick Terminal, Features, “Disable bidirectional text display”; then put bidi = "app" into the settings.
doctor-fix-allow-passthrough = Put this line into ~/.tmux.conf and start tmux anew: set -g allow-passthrough on
doctor-fix-kitty-force-ltr = Better still: put force_ltr yes into kitty.conf, and kitty_force_ltr = true into the settings of kiosque.
doctor-font = Letters join best in a font of fixed width that has Arabic: DejaVu Sans Mono, FreeMono, Cascadia Mono, Vazir Code.
