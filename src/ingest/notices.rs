//! What a site says of itself at the edges of a text: letters to subscribe to, terms, requests for support, rules of the
//! comments.
//!
//! They are whole sentences, so their form gives nothing away, and each site words its own, so no list holds them. But they
//! speak of the same few things, which two words of an article's first or last paragraph hardly ever do together.

use std::ops::Range;
use std::sync::LazyLock;

use crate::ingest::page::Unit;
use crate::ingest::phrases::Phrases;
use crate::text::fold::fold;

/// How many units of running text at the beginning and at the end of a body are looked at.
const N_FIRST: usize = 2;
const N_LAST: usize = 4;

/// A body shorter than this is not searched: what would be left of it?
const MIN_TEXTS: usize = 4;

/// Notices are short; an article about letters and subscriptions is not.
const MAX_CHARS: u32 = 700;

/// How many different words of the list a notice has.
const MIN_WORDS: usize = 2;

/// The notices among the first and last units of text in a body.
pub fn at_edges(units: &[Unit], body: &Range<usize>) -> Vec<usize> {
    let texts: Vec<usize> = body.clone().filter(|at| units[*at].kind.is_none() && units[*at].is_text()).collect();
    if texts.len() < MIN_TEXTS {
        return Vec::new();
    }
    let last = texts.len().saturating_sub(N_LAST).max(N_FIRST);
    let edges = texts.iter().take(N_FIRST).chain(&texts[last..]);
    edges.copied().filter(|at| is_notice(&units[*at])).collect()
}

fn is_notice(unit: &Unit) -> bool {
    if unit.shape.n_chars > MAX_CHARS {
        return false;
    }
    n_words(&unit.text) >= MIN_WORDS
}

/// How many different words of the list occur in a text.
fn n_words(text: &str) -> usize {
    let folded = fold(text);
    let mut found: Vec<usize> = WORDS.each_in(&folded).map(|(number, _)| number).collect();
    found.sort_unstable();
    found.dedup();
    found.len()
}

/// What notices speak of, folded: in English, French, Spanish, Arabic, German and Portuguese.
static WORDS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "newsletter",
        "your inbox",
        "subscribe",
        "subscription",
        "sign up",
        "email address",
        "e-mail address",
        "cookies",
        "notifications",
        "donate",
        "donation",
        "commenters",
        "moderated",
        "trademark",
        "affiliate",
        "commission",
        "click here",
        "download the",
        "follow us",
        "follow him on",
        "follow her on",
        "all rights reserved",
        "copyright",
        "©",
        "privacy policy",
        "terms of use",
        "terms of service",
        "join us",
        "join our",
        "support us",
        "support our",
        "our app",
        "our readers",
        "our journalism",
        "our website",
        "our forums",
        "our community",
        "our partners",
        "free trial",
        "your account",
        "advertis",
        "breaking news",
        "inscrivez-vous",
        "abonnez-vous",
        "s'abonner",
        "nos abonnes",
        "boite mail",
        "adresse mail",
        "adresse e-mail",
        "adresse email",
        "donnees personnelles",
        "confidentialite",
        "conditions generales",
        "droits reserves",
        "recevez",
        "soutenez",
        "faire un don",
        "moderation",
        "notre application",
        "nos lecteurs",
        "cliquez ici",
        "suivez-nous",
        "suscrib",
        "suscriptor",
        "correo electronico",
        "privacidad",
        "derechos reservados",
        "boletin",
        "haga clic",
        "siguenos",
        "اشترك",
        "بريدك",
        "النشره البريديه",
        "حقوق النشر",
        "جميع الحقوق",
        "محفوظه",
        "الخصوصيه",
        "شروط الاستخدام",
        "تابعونا",
        "اضغط هنا",
        "انقر هنا",
        "abonnieren",
        "datenschutz",
        "e-mail-adresse",
        "alle rechte",
        "assine",
        "inscreva-se",
        "cadastre",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: bool) {
        assert_eq!(n_words(text) >= MIN_WORDS, want, "{text}");
    }

    #[test]
    fn two_words_of_a_site_make_a_notice() {
        check("Sign up for our newsletter: the stories that matter, in your inbox every morning.", true);
        check("Abonnez-vous et recevez chaque matin l'essentiel de la région.", true);
        check("Suscríbase a nuestro boletín y reciba las noticias en su correo electrónico.", true);
        check("اشترك في النشرة البريدية لتصلك الأخبار على بريدك الإلكتروني.", true);
    }

    #[test]
    fn one_word_is_in_many_articles() {
        check("The museum asked its visitors to donate old radios for the new room.", false);
        check("La confidentialité des échanges a été garantie aux deux délégations.", false);
        check("محفوظة في صندوق من خشب الأرز", false);
    }
}
