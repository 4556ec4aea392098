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
