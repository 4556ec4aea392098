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
