# The words of the interface in English.
#
# Each file of this folder has the same messages with the same arguments; a test compares them. A message stands on one
# line where it has no plural. Room is short: what stands in a title, a hint or a label is a word or two.

## The panes

title-sources = Sources
title-articles = Articles
title-reader = Reader
order-newest = newest first
order-oldest = oldest first
order-outlet = by outlet
order-best-match = best match first
# Where the reader stands: at hit $hit of $n.
hit-of = hit { $hit } of { $n }
hits = { $n ->
    [one] { $n } hit
   *[other] { $n } hits
}
per-cent = { $n } %
all-articles = All articles
# Titles of groups of sources, as a small heading.
group-searches = SAVED SEARCHES
group-outlets = OUTLETS
group-years = YEARS
group-languages = LANGUAGES
# A row of the sources, where something could not be read.
problems = Problems
# Stand where an article has no outlet and no date.
no-outlet = no outlet
undated = undated
no-headline = no headline
no-article-open = No article is open.
# The screen has fewer columns or rows than this; the line has 18 columns.
too-small = needs 20x5

## The top line

built-in-edition = built-in edition
archive-and-more = { $archive } and { $n } more
articles = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
# So many of all articles pass the filters.
articles-of = { $n } of { $all ->
    [one] { $all } article
   *[other] { $all } articles
}
number-of = { $n } of { $all }
# A number of articles, which tell so many stories: copies of one text are one.
in-stories = { $articles } in { $n ->
    [one] { $n } story
   *[other] { $n } stories
}
# A number while the search goes on: there may be more.
so-far = ≥ { $number }

## The bottom line

# Words beside a key.
hint-switch = on or off
hint-edit = edit
hint-rename = rename
hint-remove = remove
hint-undo = undo
hint-keep = keep
hint-mark = mark
hint-give-back = give back
hint-close = close
hint-down = down
hint-up = up
hint-show = show
hint-help = help
hint-quit = quit
hint-back = back
hint-next = next
hint-search = search
hint-open = open
hint-outlets = outlets
hint-years = years
hint-map = map
hint-histogram = histogram
hint-side-by-side = side by side
hint-evidence = evidence
hint-one-or-both = one alone, or both
hint-star = star
hint-export = export
hint-palette = all actions
hint-concordance = word in context
hint-place-before = back
hint-zen = reader alone
files-read = { $n } of { $found ->
    [one] { $found } file
   *[other] { $found } files
}
fetching = { $n } of { $all ->
    [one] { $all } feed
   *[other] { $all } feeds
}
# Stands before what is typed to find in the article.
find = find
find-nothing = not in this article
find-at = { $hit } of { $n }
# Stand before a name that is typed for a search, and behind it.
save-as = save as
save-rename = new name
save-keys = { $keep } keeps · { $leave } leaves
save-replaces = there is one: { $keep } gives it this search
save-taken = another one has this name
search-adds = · { $key } adds · { $leave } leaves it
# Stands before words that are near to those that were typed and that no article has.
search-meant = did you mean
search-takes = · { $key } takes it · { $leave } leaves it
# The same where nothing was found, and the search is not being typed any more.
search-meant-kept = Did you mean { $words }? { $search } then { $key } takes it.
# The same on the command line; found is a number of articles.
search-meant-told = nothing was found; did you mean { $query } ({ $found })?
# How a piece of a search was understood.
query-no-word = { $quote } is no word, and was left out
query-nothing = nothing stands behind { $quote }: it was left out
query-not-closed = { $quote } is not closed, and ends with the query
query-not-opened = { $quote } closes nothing, and was left out
query-too-deep = { $quote } stands in too many brackets, and was left out
query-lonely-or = { $quote } stands between nothing, and was left out
query-needless-and = { $quote } is not needed: all words must occur
query-no-field = { $quote } is no field, and is searched as plain words
query-no-such = { $quote } is not known, and was left out
query-years = { $quote } is read as { $from } to { $to }
query-as-far = { $quote } is read as { $date }
query-turned-round = { $quote } ends before it begins, and was turned round

## Notices

side-by-side-none = Nothing here is in both French and Arabic; { $key } puts two articles side by side.
side-by-side-narrow = There is no room for two columns: the Arabic stands below the French.
compare-marked = Marked: { $key } on another article puts both side by side.
compare-unmarked = No longer marked.
save-no-search = Nothing is searched yet: { $search } searches, then { $save } saves the search as a source.
saved-done = Saved as { $name }: it stands among the sources.
saved-removed = { $name } is removed; { $key } brings it back.
nothing-to-undo = Nothing to undo.
find-no-article = No article is open to find something in.
arrange-narrow = Panes stand beside each other from 110 columns on.
reload-busy = The archive is still being read.
reload-done = The archive has been read again.
not-in-list = The filters leave this article out of the list.
links-none = The page names no address of its own, and has no links.
opening = Opening { $address }
opener-missing = { $opener } is not there to open it; the address is { $address }
opener-failed = { $opener } could not open { $address }: { $error }
fetch-none = No feed is followed yet: `kiosque add ADDRESS` follows one.
fetch-stopping = Fetching ends as soon as it can.
# What came of fetching: "12 new articles from 5 feeds; 1 failed: see Problems".
fetched = { $new } from { $feeds }
fetched-new = { $n ->
    [0] No new articles
    [one] { $n } new article
   *[other] { $n } new articles
}
fetched-feeds = { $n ->
    [one] { $n } feed
   *[other] { $n } feeds
}
fetched-failed = { $n } failed: see Problems among the sources
fetched-stopped = it was stopped
full-text-begun = Fetching the full text …
full-text-busy = A full text is being fetched already.
full-text-done = The full text is here.
full-text-failed = There is no full text: { $why }; { $key } opens the page.
full-text-not-of-feed = it can be fetched for entries of feeds
first-article = That was the first article.
last-article = That was the last article.
find-none = It does not occur in this article.
no-hits = There are no hits to go through: search with { $key } first.
first-hit = That was the first hit.
last-hit = That was the last hit.
skipped = { $n ->
    [one] { $n } file skipped: { $reasons }
   *[other] { $n } files skipped: { $reasons }
}
# One of several reasons, and for how many files it holds.
skipped-reason = { $reason } ({ $n })
# Between the parts of a list.
comma = {", "}

## Passages and copying.

passage-none = No text shows here that could be selected.
# What a passage is taken in, and how many words it has.
passage-word = words
passage-sentence = sentences
passage-paragraph = paragraphs
passage-words = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
note-label = Note
hint-begin-here = begin here
hint-let-go = let go
hint-copy = copy
hint-cite = with source
hint-note = note
copied = { $words } copied, by { $program } and by the terminal.
copied-long = { $words } copied by { $program }; too long for the terminal’s own clipboard.
copied-terminal = { $words } given to the terminal’s clipboard.
copied-terminal-alone = { $words } given to the terminal’s clipboard alone: { $error }
copied-not = Nothing was copied: too long for the terminal’s clipboard, and no program for the system’s was found.
copied-failed = Nothing was copied: too long for the terminal’s clipboard, and { $error }

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

## What could not be read

# Beside a number of files.
skip-missing = no such file
skip-denied = permission denied
# What the system says, in its own words.
skip-error = { $error }
skip-binary = not text
skip-hidden = hidden
skip-special = pipes or devices
skip-empty = empty
skip-seen = read by another path
unread = cannot read { $path }: { $why }
unread-missing = there is no such file
unread-binary = it is not text
unread-hidden = it is hidden
unread-special = it is a pipe, a socket or a device
unread-empty = nothing is written in it
unread-seen = it was read by another path
semicolon = {"; "}
passed-over = { $n ->
    [one] passed over { $n } file: { $reasons }
   *[other] passed over { $n } files: { $reasons }
}
problem = cannot read { $where }: { $why }; { $next }
problem-line = { $path }, line { $line }
problem-record = { $path }, record { $n }
problem-member = { $path }, { $name }
# What next, where something of the file could be read.
problem-read = { $n ->
    [one] { $n } article of this file was read and is shown
   *[other] { $n } articles of this file were read and are shown
}
# Stands behind the first problem of a file.
problem-and-more = { $problem } (and { $n } more in this file; `kiosque parse --json` names them)
problems-elsewhere = { $n ->
    [one] something in { $n } more file could not be read; `kiosque parse --json` names it
   *[other] something in { $n } more files could not be read; `kiosque parse --json` names it
}
fault-cut-off = the data ends early
fault-malformed = it is damaged ({ $what })
fault-too-large = it is larger than { $n } MiB
fault-too-deep = archives lie in each other, deeper than is read
fault-unsupported = { $kind } is not read
fault-no-text = it has no text
fault-encrypted = it is encrypted
fault-not-fetched = it could not be fetched ({ $what })
fault-more = { $n ->
    [one] { $n } more record could not be read
   *[other] { $n } more records could not be read
}
remedy-get-again = get it again from where it came
remedy-split = split it into smaller files
remedy-unpack = unpack it and open what comes out
remedy-convert = `kiosque formats` lists what is read; convert it to one of these
remedy-fields = `kiosque formats` says in which fields text is looked for
remedy-password = unpack it with its password and open what comes out
remedy-look = see that it is there and may be read, then read the archive again
remedy-later = try again later
remedy-first-ones = see to the first ones, then read the archive again
archive-unread = the archive cannot be read: { $error }; close other programs and press R
archive-gone = { $path } is not there any more; this is the edition built into kiosque
state-unread = cannot read { $path }: { $error }; this start is like the first one
state-not-kept = your place was not kept: cannot write { $path }: { $error }
state-damaged = { $path }, line { $line }, is damaged; it is now { $aside }
state-damaged-stays = { $path }, line { $line }, is damaged and cannot be moved away: { $error }
marks-not-kept = your marks are not kept: cannot write { $path }: { $error }; it is tried again with the next one
marks-no-home = your marks are not kept: there is no home folder; KIOSQUE_DATA can name another one
marks-unread = cannot read your marks: { $path }: { $error }
marks-torn = the last line of { $path } was cut short and is left out
marks-damaged =
    { $n ->
        [one] a line of { $path } was damaged and is now in { $aside }
       *[other] { $n } lines of { $path } were damaged and are now in { $aside }
    }
marks-damaged-stay =
    { $n ->
        [one] a line of { $path } is damaged and is left out
       *[other] { $n } lines of { $path } are damaged and are left out
    }
marks-none = { $path } holds no marks
marks-no-journal = { $path } holds no marks; it is now { $aside }
marks-no-journal-stays = your marks are not kept: { $path } holds none and cannot be moved away: { $error }
marks-later = your marks are not kept: { $path } is of a later kiosque (version { $version }) and is left alone
marks-none-kept = nothing is marked
marks-line = { $path }, line { $line }: { $error }; this line is left out
marks-line-json = this is not a line of marks: { $error }
marks-line-text = `text` is not sixteen hexadecimal digits
marks-line-long = the line is too long
marks-imported =
    { $n ->
        [0] all marks were here already
        [one] 1 text got marks that were not here
       *[other] { $n } texts got marks that were not here
    }
error-marks-unread = cannot read { $path }: { $error }
error-marks-not-kept = nothing was brought in
error-no-marks = there are no marks in it
rules-unread = cannot read the rules of { $path }: { $error }; the program's own are used
rules-file-unread = cannot read the rules of { $path }: { $error }; they are left out
rule-left-out = { $path }, line { $line }: { $error }; this rule is left out
theme-unread = { $path }: { $error }; the theme is chosen by the background

## What is wrong with the settings

faults = { $first } (and { $n } more; `kiosque list` says them all)
fault = { $path }: { $what }
fault-at = { $path }, line { $line }, column { $column }: { $what }
settings-unread = cannot be read: { $error }; the defaults are used
settings-no-toml = { $error }; what can be read of the file is used
searches-unread = cannot be read: { $error }; no saved search is shown
searches-no-toml = this is no TOML: { $error }; this saved search is left out
searches-unknown = this is no saved search, which begins with [[search]]; it is left as it is
searches-no-name = a saved search needs a name: name = "…"; this one is left out
searches-no-query = a saved search needs a query with something to look for: query = "…"; this one is left out
searches-twice = another saved search is called "{ $name }"; this one is left out
searches-not-kept = the change is not kept: cannot write { $path }: { $error }
setting-unknown = there is no setting "{ $setting }"; { $hint }
setting-not = { $setting } cannot be "{ $given }"; { $hint }
setting-one-of = { $setting } is one of these, in quotes: { $list }
setting-path = { $setting } is a path in quotes
setting-switch = { $setting } is true or false
setting-number = { $setting } is a number of cells from { $least } to { $most }
setting-outlets = outlets is a table: [outlets], then "Name" = ["other name"]
setting-outlet-names = the other names of an outlet are a list: ["one", "two"]
setting-keys = keys is a table: [keys], then action = ["key", "key"]
setting-key-list = the keys of an action are a list: ["j", "down"]
no-such-action = no action is called "{ $name }"; { $hint }
no-such-key = no key is called "{ $key }"; write keys as j, G, ?, ctrl-d, shift-tab, enter, pgdn, f5
hint-meant = did you mean "{ $word }"?
hint-there-are = there are { $list }
hint-may-be = it may be { $list }
hint-print-config = kiosque --print-config lists them

## Answers on the command line

error-nothing-readable = nothing could be read; name a file or a folder of text files
error-no-such-id = no article has the ID { $id }; `kiosque list` prints the IDs of an archive
error-ambiguous-id = { $n ->
    [one] { $n } article has an ID that begins with { $id }; write more of it
   *[other] { $n } articles have an ID that begins with { $id }; write more of it
}
error-short-id = the ID { $id } is too short; write at least { $least } characters of it
error-empty-query = there is no word to search for in “{ $query }”; write letters or digits
error-no-such-search = no saved search is called “{ $name }”; `kiosque searches` prints those there are
searches-none = no search is saved; in the newsstand, / searches and S saves
error-write = cannot write the answer: { $error }
error-screen = cannot use the terminal: { $error }; `kiosque list` prints the articles without it
terminal-dumb = TERM says that it is dumb, so that nothing can be placed on it
no-such-outlet = no article is of such outlet; `kiosque outlets` prints what there is
no-such-year = no article is of such year; `kiosque years` prints what there is

## Nothing to show

reading = Reading { $archive }
reading-wait = The first headlines stand here as soon as they are read.
no-articles = No articles here
archive-empty = { $archive } holds no files that could be read.
skipped-example = { $n ->
    [one] { $example } was skipped: { $reason }.
   *[other] { $n } files were skipped, such as { $example }: { $reason }.
}
how-to-open = kiosque FOLDER opens a folder of saved pages; kiosque alone opens the built-in edition.
nothing-yet = Nothing yet
nothing-yet-wait = What has been read so far does not pass the filters; more is coming.
nothing-left = Nothing is left
nothing-left-why = No article answers to all filters and the search.
# What keys do: "x drops all filters, u undoes the last change."
keys-do = { $list }.
key-does = { $key } { $does }
does-reload = reads the archive again
does-quit = quits
does-drop = drops { $filter }
does-drop-all = drops all filters
does-undo = undoes the last change

## The reader

article-empty = Nothing but this was found on the page.
# Before the headline of another article; 13 columns.
link-republished-in = Republished in
link-republishes = Republishes
link-and = and
link-next = Next
block-picture = picture
block-quoted-from = from { $domain }

## Choosing

title-searches = Your filters
title-outlets = Outlets
title-years = Years
title-languages = Languages
picker-hint = type to find
picker-empty = Nothing is called that.

## Links

title-links = Links
# The article’s own address, among its links.
links-source = the article
# Behind an address whose host is not what it looks like.
links-host = in truth { $host }

## Problems

title-problems = Problems
problems-remark = { $n } not read
problems-none = There are none.
problems-more = and { $n } more
# Labels before a reason; 12 columns.
problem-feed = feed
# Beside the name of a file: so many of its records were read.
problem-beside = { $n ->
    [one] { $n } record read
   *[other] { $n } records read
}
again-minutes = { $n ->
    [one] it is tried again in { $n } minute; { $key } tries at once
   *[other] it is tried again in { $n } minutes; { $key } tries at once
}
again-hours = { $n ->
    [one] it is tried again in about { $n } hour; { $key } tries at once
   *[other] it is tried again in about { $n } hours; { $key } tries at once
}
again-days = { $n ->
    [one] it is tried again in about { $n } day; { $key } tries at once
   *[other] it is tried again in about { $n } days; { $key } tries at once
}

## The variants of a story

title-variants = Variants
title-rewording = What it says otherwise
variants-none = No other article tells this story.
# In the place of a per cent: the article one came from; a piece of it; one it is a piece of.
variants-open = open
variants-excerpt = excerpt, { $n } %
variants-fuller = fuller, { $n } %
# Shows how words look that only one of the two articles has.
variants-before = only in the open one
variants-after = only in this one
variants-itself = The others are compared with this one.
variants-same = The same text, word for word.
variants-unchanged = { $n ->
    [one] … { $n } paragraph the same …
   *[other] … { $n } paragraphs the same …
}

## The concordance of a word

title-concordance = Concordance: { $word }
concordance-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
# Behind the number of all places of a word, if there are very many: so many of them are shown.
concordance-kept = the newest { $n } shown
concordance-by-behind = by the word behind
concordance-by-before = by the word before
concordance-none = { $word } stands in none of these articles.
# Nothing says which word is meant: one is to be chosen, and the key pressed again.
concordance-how = Go to a word; { $key } shows all its places.
# What is selected goes from one paragraph into another.
concordance-one-paragraph = Select a word, or words of one paragraph; { $key } shows all their places.
# At the last place that has been found so far.
concordance-goes-on = More places are still being looked for.
hint-order = order
places-first = There is no place to go back to.
places-last = There is no place to go forth to.
places-back-at = Back at { $filters }

## Everything by name

title-palette = Actions
hint-run = do it
# What a macro of the settings does stands among the actions.
place-macros = Macros
# Headings of the help.
topic-moving = Moving
topic-narrowing = Choosing and searching
topic-marking = Marking
topic-taking = Taking out
topic-looking = Looking closer
topic-kiosque = The newsstand
# A key that does nothing here: $does is what an action does, $place a place such as “On the map”.
key-elsewhere = { $place }, { $key } does this: { $does }
key-other = { $key } does nothing here; { $other }: { $does }
key-word = { $key } does nothing here; to search, press { $search }
key-nothing = { $key } does nothing here; { $help } shows all keys
paste-nowhere = Nothing is typed here: { $search } searches; then paste again.
not-here = { $does }: not here; { $close } goes back.
elsewhere = { $does }: { $place }
elsewhere-by-key = { $does }: { $place }; { $key } goes there
# The tour of the first minutes: what the keys of each step, which stand before it, are for.
tour-title = Tour, { $n } of { $all }
tour-leave = { $close } ends it
tour-move = go from headline to headline; the page follows.
tour-open = opens the article, and goes back to the list.
tour-choose = choose outlets and years: type some letters, then Enter.
tour-search = searches everything while you type, French and Arabic; Enter keeps what was found.
tour-mark = give the article a star, or a note of your own; both can be searched.
tour-help = show all keys, and all actions by name.
tour-done = That was the tour; { $close } closes this.
tour-left = The tour is over; { $palette } { $name } brings it back.
# What is wrong with a macro of the settings.
setting-macros = macros are tables: [macros], then name = {"{"} keys = ["X"], does = ["action", "search:words"] {"}"}
macro-name-taken = { $name } is an action already: a macro needs a name of its own
macro-does-nothing = the macro { $name } does nothing: does = ["action", "search:words"]
macro-does-list = what a macro does is a list of actions: ["pick-outlets", "search:words"]
macro-in-macro = { $name } is a macro: macros are made of actions alone
macro-key-taken = { $key } does { $by } already; take another key, or give { $by } another one under [keys]
macro-help = the help of a macro is a text in quotes

## The map

title-map = Map
map-empty = There is nothing to map yet.
map-all = all
map-all-outlets = all outlets
map-marked = marked
map-outlets = { $n ->
    [0] all outlets
    [one] { $n } outlet
   *[other] { $n } outlets
}
map-years = { $n ->
    [0] all years
    [one] { $n } year
   *[other] { $n } years
}

## The histogram

title-histogram = Articles by year
title-histogram-months = { $year } by month
histogram-no-month = no month
histogram-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}

## The page's headlines

title-page-headlines = Headlines on the page
page-headlines-none = No headlines of other articles stood on this page.
headlines = { $n ->
    [one] { $n } headline
   *[other] { $n } headlines
}

## Evidence

title-evidence = Evidence
title-evidence-remark = where each fact came from
evidence-record = record { $n }
evidence-headline = Headline
evidence-outlet = Outlet
evidence-date = Date
evidence-authors = Authors
evidence-no-author = the page names no author
evidence-agencies = Agencies
evidence-no-agency = the page credits no agency
evidence-languages = Languages
evidence-no-text = no text to tell by
blocks = { $n ->
    [one] { $n } block
   *[other] { $n } blocks
}
evidence-address = Address
evidence-saved = When the page was saved
evidence-saved-unknown = nothing on the page tells
# Labels before a line of the page; 11 columns.
line = line { $n }
line-head = head
evidence-printed-as = printed as
evidence-not-before = not before { $date }
evidence-not-after = not after { $date }
evidence-doubts = Doubts
evidence-decoding = How the file was read
evidence-set-aside = Set aside
evidence-set-aside-none = no line of the page was set aside
evidence-set-aside-lines = { $n ->
    [one] { $n } line belongs to the page around the article
   *[other] { $n } lines belong to the page around the article
}
evidence-ticker = Headlines of other articles
evidence-ticker-lines = { $n ->
    [one] { $n } headline stood on the page:
   *[other] { $n } headlines stood on the page:
}
evidence-twice = Said twice
evidence-twice-exact = the same words
evidence-twice-prefix = one is the beginning of the other
evidence-twice-near = nearly the same words
evidence-pairs = The same in two languages
decoding-empty = it is empty
decoding-as = as { $encoding }
decoding-as-marked = as { $encoding }, as its byte order mark says
decoding-found-in = it was found in { $formats }
decoding-inside = { $inner } in { $outer }
decoding-repaired = its UTF-8 had once been read as { $encoding } and saved again; that was undone
decoding-replaced = { $n ->
    [one] in { $n } place bytes could not be read; a � stands there
   *[other] in { $n } places bytes could not be read; a � stands there
}
decoding-cut = { $n ->
    [one] it was too long: { $n } byte at its end were left out
   *[other] it was too long: { $n } bytes at its end were left out
}
# How sure a fact is.
fact-stated = the page says so
fact-derived = derived from several lines
fact-unknown = the page does not say
# What a line does for a fact.
line-states = says it
line-relative = says it relative to another day
line-anchor = fixes the day that others are counted from
line-bound = sets a bound
line-corroborates = fits
line-tension = fits badly
line-rejected = considered, and set aside
line-hint = a hint, too weak to conclude from
doubt-after-saved = the date { $date } lies after the page was saved and was not taken
doubt-not-in-calendar = the date of the publication line is not in the calendar and was not taken
doubt-later = the text names { $quote }, after the date of publication { $date }
doubt-two-dates = the page also gives { $other } as its date; { $taken } was taken
doubt-overridden = signs that turn the order of letters round (U+202D, U+202E) stood here and were left out
doubt-undecodable = { $n ->
    [one] { $n } byte sequence could not be decoded and is shown as �
   *[other] { $n } byte sequences could not be decoded and are shown as �
}
doubt-repaired = the text had been read as { $encoding } and encoded again; this was undone
doubt-cut = { $n ->
    [one] the last { $n } byte lies beyond the size limit and was not read
   *[other] the last { $n } bytes lie beyond the size limit and were not read
}

## Dates

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-derived = { $date } (derived)
undated-bounds = undated, { $bounds }
# A date with its day after one of the words below.
date-in-sentence = { $date }
date-about = about { $date }
date-after = after { $date }
date-before = before { $date }
date-between = between { $first } and { $last }
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
month-jan = Jan
month-feb = Feb
month-mar = Mar
month-apr = Apr
month-may-short = May
month-jun = Jun
month-jul = Jul
month-aug = Aug
month-sep = Sep
month-oct = Oct
month-nov = Nov
month-dec = Dec

## Languages

language-ar = Arabic
language-de = German
language-en = English
language-es = Spanish
language-fa = Persian
language-fr = French
language-he = Hebrew
language-it = Italian
language-nl = Dutch
language-pt = Portuguese
language-ru = Russian
language-tr = Turkish
language-und = undetermined
language-ur = Urdu

## Help

title-help = Help
help-search = search
help-searching = Searching
# Examples of searches, as they are typed, and what each finds.
example-words = soldats turcs
finds-words = Both words; the last one may be a beginning, until a space follows it
example-phrase = "soldats turcs"
finds-phrase = These words, one behind the other
example-not = -turcs
finds-not = What does not hold this: a word, “words”, (brackets), a field
example-or = alep OR homs
finds-or = One of these at least; brackets (alep OR homs) keep it apart from what stands beside it
example-exactly = =Été
finds-exactly = Exactly so, this case and these accents; ="Le Monde" as well
example-title = title:phare
finds-title = In the headline; author:kepel among the authors
example-outlet = outlet:monde
finds-outlet = Of this outlet; outlet:none of none
example-year = year:2016..2020
finds-year = Of these years; year:2016.. and year:..2016 have one end, year:undated is without a date
example-date = date:2020-02
finds-date = Surely published then; date:2020-02..2020-03 from one day to another
example-lang = lang:ar
finds-lang = With text in this language
example-read = is:unread
finds-read = Not read yet; is:read
example-marked = is:starred
finds-marked = With a star; is:listed on the reading list, is:noted with notes, is:tagged with tags
example-tag = tag:idlib
finds-tag = With this tag, whatever its case and accents
example-note = note:armée
finds-note = With this word in one of your notes; note:"these words" one behind the other
help-nothing = No action has these words. Esc shows them all again.
place-everywhere = Everywhere
place-sources = In Sources
place-saved-search = On a saved search
place-passage = In a passage
place-map = On the map
place-histogram = In the histogram
place-typing = While typing
action-next = Go to the next row
action-previous = Go to the previous row
action-first = Go to the beginning
action-last = Go to the end
action-half-page-down = Half a page down
action-half-page-up = Half a page up
action-page-down = A page down
action-page-up = A page up
action-next-pane = Go to the next pane
action-previous-pane = Go to the previous pane
action-left = Go to the pane at the left
action-right = Go to the pane at the right
action-open = Open what is selected, or switch a source on or off
action-close = Close what is on top, then go back a pane
action-next-article = Read the next article
action-previous-article = Read the previous article
action-search = Search everything, as you type
action-next-hit = Go to the next hit, on into the next article
action-previous-hit = Go to the previous hit
action-find = Find in this article
action-pick-outlets = Choose outlets
action-pick-years = Choose years
action-pick-languages = Choose languages
action-pick-searches = Choose saved searches, marks and tags
action-save-search = Save this search as a source
action-drop-filter = Drop the last filter
action-drop-filters = Drop all filters and the search
action-undo = Undo the last change of filters, saved searches or marks
action-redo = Do again what was undone
action-star = Give a star, or take it away
action-read-unread = Mark as read, or as unread
action-reading-list = Put on the reading list, or take off it
action-tag = Give tags, or take them away
action-note = Write a note on the article, or on the passage
action-select = Select articles, or a passage of the text
action-select-all = Select all articles of the list
action-copy = Copy the passage, or the article
action-copy-cited = Copy it with its source
action-export = Export the article, the selection or the list
action-pipe = Hand the text to a command
action-order = Change the order: newest, oldest, outlet, best match
action-map = Show the map of outlets and years
action-histogram = Show how many articles each year and each month has
action-evidence = Show where each fact came from
action-page-headlines = Show the headlines that stood on the page
action-links = Open the page of the article, or one of its links
action-side-by-side = Put French and Arabic that say the same side by side
action-compare = Mark an article, then read another beside it
action-variants = Show who else tells this story, and what each says otherwise
action-zen = Show the reader alone
action-wider = Make the lines of the reader longer
action-narrower = Make the lines of the reader shorter
action-grow-pane = Make this pane larger
action-shrink-pane = Make this pane smaller
action-arrange = Put the panes beside or above each other
action-reload = Read the archive again
action-fetch = Fetch all feeds that are followed; again: stop
action-full-text = Fetch the full text of an entry of a feed
action-back = Go back to where one was before
action-forth = Go forth again to where one went back from
action-concordance = Show a word everywhere it stands, with what stands around it
action-palette = Find an action by its name
action-tour = Take the tour of the first minutes
action-help = Show this help
action-suspend = Leave kiosque in the background
action-quit = Quit
action-switch-source = Switch the source on or off
action-edit-search = Change what the saved search looks for
action-rename-search = Give the saved search another name
action-remove-search = Remove the saved search
action-select-from-here = Let the passage begin here, or let go of it
action-select-words = Select by words
action-select-sentences = Select by sentences
action-select-paragraphs = Select by paragraphs
action-mark-on-map = Mark the cell, the row or the column
action-mark-period = Mark the year or the month
action-accept = Keep what was typed or marked
action-cancel = Give back the earlier state
action-mark = Mark the row and go on
action-next-choice = Go to the next row of the list
action-previous-choice = Go to the previous row of the list
action-next-choices = A page of the list down
action-previous-choices = A page of the list up
action-abort = Quit from anywhere

## Live feeds

# Why something could not be fetched, behind the name of a feed and a colon.
fetch-no-address = “{ $address }” is no address of the web
fetch-unknown-host = there is no host { $host }, or no network
fetch-unreachable = it cannot be reached: { $error }
fetch-proxy = the proxy does not let it through: { $error }
fetch-untrusted = it cannot prove who it is: { $error }
fetch-slow-resolve = it took too long to find out where it is
fetch-slow-connect = it took too long to reach it
fetch-slow-answer = it took too long to answer
fetch-slow-whole = it took too long to send all of it
fetch-cut-off = the connection ended before the answer did
fetch-too-large = its answer has more than { $n } MiB
fetch-circle = its addresses lead from one to the next without end
fetch-leads-astray = it leads to “{ $address }”, which is no address of the web
fetch-leads-inside = from outside it leads to { $host }, which is in a private network
# $status is the number of an answer of HTTP.
fetch-status = it answers with the status { $status }
fetch-status-denied = it does not want to be read (status { $status })
fetch-status-missing = there is nothing at this address (status { $status })
fetch-status-too-often = it was asked too often (status { $status })
fetch-status-server = it is out of order (status { $status })
fetch-gone = it is gone for good; `kiosque remove` takes it off the list
fetch-garbled = its answer makes no sense: { $error }
fetch-no-feed = this is no feed: { $error }
fetch-page-without-feed = this is a page, and it names no feed
fetch-no-page = this is no page, but { $kind }
fetch-no-link = the entry does not say where its page is
fetch-not-kept = it cannot be kept: { $error }
fetch-busy = another kiosque is fetching it
fetch-stopped = it was stopped
fetch-stumbled = the program stumbled over its answer; please report its address
feed-unread = cannot read { $path }: { $error }; this feed is left alone
feed-entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
feed-followed = { $name }: followed from now on, { $entries } in { $path }
feed-followed-again = { $name }: followed again, { $entries } in { $path }
feed-followed-already = { $name }: followed already, { $entries } in { $path }
# The page of a feed that is followed now names others.
feed-other = the page of { $name } also names { $address }
feed-failed = { $name }: { $why }
# $failed is the message above.
feed-failed-until = { $failed }; it is tried again after { $at }
feed-why-until = { $why }; it is tried again after { $at }
feed-list-unread = cannot read { $path }: { $error }
feed-list-none = { $path } is neither OPML nor a list of addresses
feed-none-meant = no feed is called “{ $name }”; `kiosque feeds` prints those that are followed
feed-several-meant = several feeds are called “{ $name }”; write the address of one
feed-removed = { $name }: no longer followed; its entries stay in { $path }
feed-removed-all = { $name }: no longer followed; its entries are removed
feeds-none = no feed is followed yet; `kiosque add URL` follows one
# Stands in the place of a date and a time.
feed-never = never
feeds-fetching = fetching: { $n } of { $all }
feeds-fetched = { $n ->
    [one] { $n } feed
   *[other] { $n } feeds
}: { $new ->
    [one] { $new } new entry
   *[other] { $new } new entries
}, { $failed } failed
feed-new = { $name }: { $n } new
feed-changed = { $name }: { $n } changed
feed-new-and-changed = { $name }: { $n } new, { $changed } changed
error-no-data = this system has no folder for data; KIOSQUE_DATA names one
error-nothing-fetched = nothing could be done

## The cache

cache-damaged = what was kept of this archive is damaged; its pages are read again
cache-outdated = what was kept of this archive was read by another version or with other rules; its pages are read again
cache-unread = cannot read { $path }: { $error }; the pages are read again
cache-not-kept = what was read is not kept: cannot write { $path }: { $error }
index-done = { $n ->
    [one] { $n } article
   *[other] { $n } articles
} in { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}; { $read } read, { $gone } gone, in { $time }
# Stands below what was read.
index-problems = { $n ->
    [one] { $n } record or file could not be read; `kiosque parse --json` says why
   *[other] { $n } records or files could not be read; `kiosque parse --json` says why
}
time-seconds = { $n } s
time-minutes = { $n } min { $seconds } s
time-left-seconds = less than a minute left
time-left-minutes = { $n ->
    [one] about a minute left
   *[other] about { $n } minutes left
}
time-left-hours = about { $n ->
    [one] { $n } hour
   *[other] { $n } hours
} left
stats-none = nothing is kept of this archive yet; `kiosque index PATH` reads it
stats-articles = articles
stats-documents = documents
stats-problems = problems
stats-outlets = outlets
stats-years = years
stats-languages = languages
stats-pages = pages
stats-cache = cache
stats-cache-bytes = { $bytes }, { $path }
stats-segments = segments
stats-made = read
stats-built = { $at }, in { $time }
# Stands behind when and how fast.
stats-unfinished = {", not to its end"}
error-cache-off = nothing is kept of archives, as the settings or KIOSQUE_CACHE say; there is nothing to index
error-cache-busy = another kiosque is reading this archive and keeps what it reads; try again when it is done
error-cannot-be-cached = standard input and the built-in edition are not kept; name files or folders
error-not-cached = what was read could not be kept
setting-cache = cache is true, false, or a folder in quotes

## What was done, undone and redone

nothing-to-redo = Nothing to redo.
undone = Undone: { $deed }
redone = Done again: { $deed }
did-filter-on = { $name } switched on
did-filter-off = { $name } switched off
did-drop-filters = all filters dropped
did-change-filters = filters changed
did-save-search = search { $name } saved
did-rename-search = search renamed { $name }
did-remove-search = search { $name } removed

## Taking out: citations and formats

# Where a text comes from, sentence by sentence; the parts of each are joined by `comma`.
citation = { $parts }.
citation-quoted = “{ $text }”
# A sentence that is a headline.
citation-quoted-sentence = “{ $parts }.”
citation-parenthesis = ({ $parts }).
citation-available = Available from: { $parts }.
# Nothing follows an address.
citation-open = { $parts }
citation-place = [{ $parts }].
citation-online = {" [online]"}
citation-and = { $names }, and { $last }
citation-ampersand = { $names }, & { $last }
citation-et-al = { $parts }, et al.
citation-undated = n.d.
citation-derived = [{ $date }, derived]
citation-year-first = { $year }, { $month } { $day }
citation-year-month = { $year }, { $month }
citation-month-first = { $month } { $day }, { $year }
# Months as the MLA abbreviates them.
citation-month = { $n ->
    [1] Jan.
    [2] Feb.
    [3] Mar.
    [4] Apr.
    [5] May
    [6] June
    [7] July
    [8] Aug.
    [9] Sept.
    [10] Oct.
    [11] Nov.
   *[other] Dec.
}
citation-file = file { $path }
citation-record = record { $n }
citation-line = line { $n }
citation-lines = lines { $first }–{ $last }
format-text = Plain text
format-markdown = Markdown
format-html = HTML, a page for the browser
format-json = JSON
format-csv = CSV, a table of the facts
format-bibtex = BibTeX
format-ris = RIS, for reference managers
# How what is taken out is called, where it is chosen.
taken-passage = The passage
taken-article = This article
taken-selection = The selection: { $articles }
taken-list = The whole list: { $articles }
title-export = Export
hint-choose = choose
hint-other-scope = other articles
export-to = write to
export-keys = { $write } writes, { $complete } completes, { $leave } leaves
export-replaces = there is such a file: { $write } replaces it, { $leave } leaves it
export-nothing = There is nothing to take out yet.
export-stopping = Writing ends.
export-done = { $articles } written to { $path }
export-done-one = Written to { $path }
export-stopped = Stopped: nothing was written to { $path }
export-exists = { $path } is there already: nothing was written
export-failed = { $path } cannot be written: { $error }
exporting = { $n } of { $all } articles written
pipe-keys = { $run } runs it, { $leave } leaves
pipe-keys-choice = { $run } runs it, { $other } gives it others, { $leave } leaves
# On the screen of the command, when it has ended.
pipe-done = The command has ended.
pipe-failed = The command has ended with exit code { $code }.
pipe-killed = The command was ended by signal { $signal }.
pipe-not-begun = The command could not be started: { $error }.
pipe-back = Any key leads back to kiosque.
error-exists = { $path } is there already; --force replaces it
error-not-written = { $path } cannot be written: { $error }
exported = { $articles } written to { $path }

## Marks

# Rows of the sources, right below all articles: those with a mark.
marked-read = Read
marked-unread = Unread
marked-starred = Starred
marked-listed = Reading list
marked-noted = With notes
marked-tagged = With tags
# What was done, and what takes it back: "Starred · u undoes".
did = { $deed } · { $key } undoes
did-read = Marked as read
did-unread = Marked as unread
did-star = Starred
did-unstar = Star taken away
did-list = Put on the reading list
did-unlist = Taken off the reading list
did-tag = Tagged { $tags }
did-untag = Taken away: { $tags }
did-retag = Tags changed: { $tags }
did-note = Note written
did-renote = Note changed
did-unnote = Note removed
# The same of several: $articles is "312 articles".
did-read-many = { $articles } marked as read
did-unread-many = { $articles } marked as unread
did-star-many = { $articles } starred
did-unstar-many = { $articles } lost their star
did-list-many = { $articles } put on the reading list
did-unlist-many = { $articles } taken off the reading list
did-tag-many = { $articles } tagged { $tags }
did-untag-many = { $articles } lost { $tags }
did-retag-many = { $articles }: tags { $tags }
did-note-many = { $articles } with this note
did-renote-many = { $articles }: note changed
did-unnote-many = { $articles }: note removed
# Asked before anything is done to many.
ask = { $question } { $keep } does it, { $leave } leaves it.
ask-read = Mark { $articles } as read?
ask-unread = Mark { $articles } as unread?
ask-star = Star { $articles }?
ask-unstar = Take the star from { $articles }?
ask-list = Put { $articles } on the reading list?
ask-unlist = Take { $articles } off the reading list?
ask-tag = Tag { $articles } { $tags }?
ask-untag = Take { $tags } from { $articles }?
ask-retag = Change the tags of { $articles }: { $tags }?
ask-note = Put this note on { $articles }?
ask-renote = Change this note on { $articles }?
ask-unnote = Remove this note from { $articles }?
mark-nothing = There is no article to mark here.
mark-no-change = It was so already: nothing has changed.
marks-inherited = { $n ->
    [one] Marks of 1 article follow its page, which is read otherwise now
   *[other] Marks of { $n } articles follow their pages, which are read otherwise now
}
# Stand before what is typed.
tags = tags
note = note
note-on-passage = note on the passage
note-removes = { $keep } removes the note, { $leave } leaves it
selected = { $n ->
    [one] { $n } article selected
   *[other] { $n } articles selected
}
hint-read = read
hint-list = reading list
hint-tag = tag
