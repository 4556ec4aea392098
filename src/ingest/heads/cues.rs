//! The words of a head that say what follows them: a day of publication, a day of a change, a name.

use std::ops::Range;
use std::sync::LazyLock;

use crate::ingest::heads::is_arabic;
use crate::ingest::phrases::Phrases;

/// A word that says what follows it.
pub struct Cue {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it says.
    pub kind: CueKind,
}

/// What follows a cue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CueKind {
    /// The day of publication.
    Published,
    /// The day of a later change.
    Updated,
    /// Who wrote it.
    Person,
}

/// Every cue of a line, in order.
pub fn cues(text: &str) -> Vec<Cue> {
    let may_have_arabic = memchr::memchr2(0xD8, 0xD9, text.as_bytes()).is_some();
    let Cues { phrases, kinds } = if may_have_arabic { &*ALL_CUES } else { &*LATIN_CUES };
    let found = phrases.each_in(text).map(|(number, range)| Cue { range, kind: kinds[number] });
    glued_cue(text).into_iter().chain(found).collect()
}

/// "ByNadia Benali": the markup between the two is gone.
fn glued_cue(text: &str) -> Option<Cue> {
    const BY: &str = "By";
    let is_glued = text.strip_prefix(BY).is_some_and(|name| name.starts_with(char::is_uppercase));
    is_glued.then_some(Cue { range: 0..BY.len(), kind: CueKind::Person })
}

/// Cues that are looked for together, with the kind of each: most lines have none, and are left after one pass.
struct Cues {
    phrases: Phrases,
    kinds: Vec<CueKind>,
}

static ALL_CUES: LazyLock<Cues> = LazyLock::new(|| Cues::of(|_| true));

/// Those without Arabic letters are few enough to be looked for at sixteen places at once.
static LATIN_CUES: LazyLock<Cues> = LazyLock::new(|| Cues::of(|cue| !cue.contains(is_arabic)));

impl Cues {
    fn of(is_wanted: fn(&str) -> bool) -> Cues {
        let lists: [(&[&str], CueKind); 3] =
            [(&PUBLISHED_CUES, CueKind::Published), (&UPDATE_CUES, CueKind::Updated), (&PERSON_CUES, CueKind::Person)];
        let all = lists.into_iter().flat_map(|(cues, kind)| cues.iter().map(move |cue| (*cue, kind)));
        let (cues, kinds): (Vec<&str>, Vec<CueKind>) = all.filter(|(cue, _)| is_wanted(cue)).unzip();
        Cues { phrases: Phrases::new(cues), kinds }
    }
}

/// The text begins with a word for a later change.
pub fn is_change(text: &str) -> bool {
    UPDATE_CUES.iter().any(|cue| text.starts_with(cue))
}

/// The text ends with a word for a later change, which what follows it is the day of.
pub fn ends_with_change(text: &str) -> bool {
    let text = text.trim_end_matches([':', ' ', '\u{a0}']);
    let text = [" on", " le", " el"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    UPDATE_CUES.iter().any(|cue| text.ends_with(cue.strip_suffix(" le").unwrap_or(cue)))
}

/// Words that say that a date is the date of publication.
const PUBLISHED_CUES: [&str; 36] = [
    "Article publié",
    "Cet article a été publié",
    "Initialement publié",
    "Publié",
    "Publiée",
    "publié",
    "PUBLIÉ",
    "Posté",
    "Mis en ligne",
    "Mise en ligne",
    "Paru le",
    "Créé le",
    "Rédigé le",
    "Publication :",
    "Date de publication",
    "Published",
    "PUBLISHED",
    "published",
    "Posted",
    "posted",
    "First published",
    "Originally published",
    "This article was published",
    "This article was first published",
    "This article was originally published",
    "This story was published",
    "This story was first published",
    "This story was originally published",
    "Publicado",
    "Publicada",
    "Fecha de publicación",
    "نشر",
    "نُشر",
    "تاريخ النشر",
    "تم النشر",
    "نشرت",
];

/// Words that say that a date is that of a later change.
const UPDATE_CUES: [&str; 17] = [
    "Last Updated",
    "Aktualisiert",
    "Mis à jour",
    "Mise à jour",
    "MIS À JOUR",
    "Modifié le",
    "Dernière mise à jour",
    "Updated",
    "UPDATED",
    "updated",
    "Last updated",
    "last updated",
    "Last modified",
    "Actualizado",
    "Actualizada",
    "آخر تحديث",
    "حُدّث",
];

/// Words that say that a name follows.
const PERSON_CUES: [&str; 33] = [
    "Rédigé par ",
    "Écrit par ",
    "Posté par ",
    "Publié par ",
    "Written by ",
    "Posted by ",
    "Escrito por ",
    "Publicado por ",
    "Par ",
    "par ",
    "PAR ",
    "Par : ",
    "Par: ",
    "By ",
    "BY ",
    "by ",
    "By: ",
    "by: ",
    "Por ",
    "Por: ",
    "بقلم: ",
    "بقلم : ",
    "بقلم ",
    "كتب: ",
    "كتب : ",
    "كتبت: ",
    "إعداد: ",
    "إعداد ",
    "تحرير: ",
    "Propos recueillis par ",
    "Texte : ",
    "Auteur : ",
    "Author: ",
];
