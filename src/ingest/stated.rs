//! What the head of a page says of itself becomes facts, before anything is guessed from its lines.
//!
//! A head is believed, but it is written by machines: it names the site as the author, the agency as the paper, and its
//! titles end with the name of the site. Every value is a part of what is stated, and its evidence stands in line 0.

use crate::ingest::dates::NumericOrder;
use crate::ingest::heads;
use crate::ingest::likeness;
use crate::ingest::manuscript::{About, Statement};
use crate::ingest::markup;
use crate::ingest::moments::{self, Moment};
use crate::ingest::outlets::{self, Spellings};
use crate::model::article::{Article, Attribution};
use crate::model::document::{LineKind, LineLabel};
use crate::model::evidence::{Confidence, Evidence, Fact, Role, RuleId};
use crate::model::lang::Lang;
use crate::text::clean::Clean;
use crate::text::fold::{fold, letters};

/// What the head of a page says, understood.
#[derive(Debug, Default)]
pub struct Stated {
    titles: Vec<Title>,
    outlet: Option<(Clean, Evidence)>,
    /// Names of sites that are no outlet: agencies, platforms.
    no_outlets: Vec<Evidence>,
    /// All names of the site and of who runs it, folded.
    houses: Vec<String>,
    /// The parts of its address but the last.
    hosts: Vec<String>,
    authors: Vec<Attribution>,
    agencies: Vec<Attribution>,
    address: Option<Clean>,
    /// What it gives as the summary, by its letters.
    summaries: Vec<String>,
    /// The language of the page.
    pub lang: Option<Lang>,
    /// When it was published, the most trustworthy first.
    pub published: Vec<Day>,
    /// When it was last changed.
    pub modified: Vec<Day>,
    /// When somebody fetched it.
    pub captured: Option<Day>,
    /// The day in its address.
    pub in_address: Option<Day>,
}

/// A day that is stated; what is no day was left out.
#[derive(Clone, Debug)]
pub struct Day {
    /// The day.
    pub moment: Moment,
    /// The words that state it.
    pub raw: Clean,
    /// The rule that says where they stand.
    pub rule: RuleId,
}

impl Day {
    /// What it does for a date.
    pub fn evidence(&self, role: Role) -> Evidence {
        Evidence { line: 0, role, rule: self.rule, quote: self.raw.clone() }
    }
}

impl Stated {
    /// Understands statements; the most trustworthy of each kind come first.
    pub fn of(statements: &[Statement], order: NumericOrder) -> Stated {
        let mut stated = Stated::default();
        if statements.is_empty() {
            return stated;
        }
        // The name of the paper tells titles from their ends and people from houses.
        for statement in statements.iter().filter(|statement| statement.about == About::Outlet) {
            stated.outlet(statement);
        }
        let addresses = statements.iter().filter(|statement| statement.about == About::Address);
        let hosts = addresses.filter_map(|address| host_name(&Clean::new(&address.value)));
        for host in hosts {
            stated.hosts.extend(host.rsplit('.').skip(1).map(str::to_owned));
        }
        for statement in statements {
            match statement.about {
                About::Title => stated.titles.extend(Title::of(statement)),
                About::Author => stated.names(statement),
                About::Published => stated.published.extend(day(statement, order)),
                About::Modified => stated.modified.extend(day(statement, order)),
                About::Captured if stated.captured.is_none() => stated.captured = day(statement, order),
                About::Language if stated.lang.is_none() => {
                    stated.lang = Lang::parse(statement.value.trim()).filter(|lang| *lang != Lang::UND);
                }
                About::Summary => stated.summaries.push(key(&statement.value)),
                About::Address if stated.address.is_none() => stated.address = markup::address(&statement.value),
                _ => {}
            }
        }
        stated.in_address = stated.address.as_ref().and_then(|address| {
            let date = moments::in_address(address)?;
            let moment = Moment { date, is_new_year: false };
            Some(Day { moment, raw: address.clone(), rule: RuleId("address.date_in_path") })
        });
        stated.end_titles();
        stated
    }

    /// The headlines it states, the most trustworthy first.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// One of its headlines is about the same as this line.
    pub fn speak_of(&self, line: &str) -> bool {
        self.titles.iter().any(|title| title.speaks_of(line))
    }

    /// The line is the summary, or the beginning of one is the other: summaries are cut, and so are standfirsts.
    pub fn sums_up(&self, line: &str) -> bool {
        if self.summaries.is_empty() || line.len() < MIN_SUMMARY {
            return false;
        }
        let line = key(line);
        let is_begun = |a: &str, b: &str| a.starts_with(b) && b.len() >= MIN_SUMMARY;
        self.summaries.iter().any(|summary| is_begun(&line, summary) || is_begun(summary, &line))
    }

    /// The text is the name of the paper.
    pub fn names_outlet(&self, text: &str) -> bool {
        self.outlet.as_ref().is_some_and(|(outlet, _)| letters(outlet).eq(letters(text)))
    }

    /// Puts what is stated into the container of a page, before what was found in its lines.
    pub fn tell(&self, article: &mut Article, lines: &[LineLabel], spellings: &Spellings) {
        self.tell_title(article);
        self.tell_outlet(article, lines, spellings);
        if !self.authors.is_empty() {
            article.authors.clone_from(&self.authors);
        }
        for agency in &self.agencies {
            if article.agencies.iter().all(|known| key(&known.name) != key(&agency.name)) {
                article.agencies.push(agency.clone());
            }
        }
        article.source_url.clone_from(&self.address);
    }

    fn tell_title(&self, article: &mut Article) {
        let Some(first) = self.titles.first() else { return };
        match &article.title.value {
            Some(line) => {
                let same = self.titles.iter().find(|title| title.is(line));
                let (title, role) = same.map_or((first, Role::Corroborates), |title| (title, Role::States));
                article.title.evidence.insert(usize::from(same.is_none()), title.evidence(role));
            }
            None => {
                let text = first.shown.clone();
                article.title = Fact::stated(text.clone(), text, vec![first.evidence(Role::States)]);
            }
        }
    }

    /// A publication line names the paper a page was taken from; its head names the site it was taken to.
    fn tell_outlet(&self, article: &mut Article, lines: &[LineLabel], spellings: &Spellings) {
        let printed = std::mem::take(&mut article.outlet);
        let line = printed.evidence.first().map_or(0, |item| item.line);
        let label = lines.binary_search_by_key(&line, |label| label.n).ok().and_then(|at| lines.get(at));
        let is_publication = label.is_some_and(|label| label.kind == LineKind::Pubinfo);
        article.outlet = match (&self.outlet, printed.value.is_some()) {
            (Some((raw, evidence)), has_line) if !(has_line && is_publication) => {
                let value = spellings.common(raw).map_or_else(|| raw.clone(), Clean::new);
                let agrees = printed.value.as_ref().is_some_and(|line| key(line) == key(&value));
                let role = if agrees { Role::Corroborates } else { Role::Rejected };
                let mut all = vec![evidence.clone()];
                all.extend(printed.evidence.into_iter().filter(|_| has_line).map(|item| Evidence { role, ..item }));
                Fact { value: Some(value), raw: Some(raw.clone()), confidence: Confidence::Stated, evidence: all }
            }
            (Some((raw, evidence)), _) => {
                let agrees = printed.raw.as_ref().is_some_and(|line| key(line) == key(raw));
                let role = if agrees { Role::Corroborates } else { Role::Rejected };
                let mut printed = printed;
                printed.evidence.push(Evidence { role, ..evidence.clone() });
                printed
            }
            (None, _) => printed,
        };
        article.outlet.evidence.extend(self.no_outlets.iter().cloned());
    }

    fn outlet(&mut self, statement: &Statement) {
        let Some(name) = outlet_name(&statement.value) else { return };
        self.houses.push(fold(&name).to_string());
        let quote = quote(&statement.value);
        let evidence = |role| Evidence { line: 0, role, rule: RuleId(statement.rule), quote };
        if outlets::is_agency(&name) || is_platform(&name) {
            self.no_outlets.push(evidence(Role::Rejected));
        } else if self.outlet.is_none() {
            self.outlet = Some((name, evidence(Role::States)));
        }
    }

    /// The people and agencies a statement names: "A, B et C", without addresses, houses and roles. Where a statement that
    /// is trusted more has named people, another one adds none: what it names besides is the house.
    fn names(&mut self, statement: &Statement) {
        let value = Clean::new(&statement.value);
        let rule = RuleId(statement.rule);
        let credit = |names: &mut Vec<Attribution>, name: &str| {
            let name = Clean::new(name);
            if names.iter().all(|known| key(&known.name) != key(&name)) {
                let evidence = Evidence { line: 0, role: Role::States, rule, quote: quote(&statement.value) };
                names.push(Attribution { name, evidence });
            }
        };
        let is_settled = self.authors.first().is_some_and(|author| author.evidence.rule != rule);
        let is_house = is_company(&value) || self.is_house(&value);
        let is_list = names_of(&value).any(|name| name.contains(' '));
        for name in names_of(&value) {
            // "NAME, PhD", "HOUSE, CITY, COUNTRY".
            let is_added = !name.contains(' ') && name.len() < value.len() && (is_list || value.contains(','));
            if outlets::is_agency(name) {
                credit(&mut self.agencies, name);
            } else if !is_settled && !is_house && !is_added && is_author(name) && !self.is_house(name) {
                credit(&mut self.authors, name);
            }
        }
    }

    /// The name of the site, of its publisher or of its address. The site's may have other words around it, but one word before
    /// others is a first name, too.
    fn is_house(&self, name: &str) -> bool {
        let letters = key(name);
        let words = fold(name);
        let holds = |house: &String| {
            let [before, behind] = [words.strip_suffix(house.as_str()), words.strip_prefix(house.as_str())];
            before.is_some_and(|before| before.ends_with(' '))
                || house.contains(' ') && behind.is_some_and(|behind| behind.starts_with(' '))
        };
        self.houses.iter().chain(&self.hosts).any(|house| key(house) == letters) || self.houses.iter().any(holds)
    }

    /// Takes the name of the site off the ends of titles, where it is known to be one.
    fn end_titles(&mut self) {
        let outlet = self.outlet.as_ref().map(|(outlet, _)| key(outlet));
        let host = self.address.as_ref().and_then(host_name);
        let is_site = |part: &str| {
            let part = key(part);
            let is_host = |host: &Clean| key(host) == part || host.split('.').any(|label| key(label) == part);
            !part.is_empty() && (Some(&part) == outlet.as_ref() || host.as_ref().is_some_and(is_host))
        };
        for title in &mut self.titles {
            title.shown = title.without(is_site);
        }
        // The name of the site alone is the title of its first page.
        self.titles.retain(|title| !is_site(&title.shown));
    }
}

/// A headline as it is stated.
#[derive(Debug)]
pub struct Title {
    whole: Clean,
    rule: RuleId,
    /// What is shown where no line of the page is the headline.
    shown: Clean,
    /// Where its parts are: the headline, a section, the site.
    parts: Vec<std::ops::Range<usize>>,
    /// The runs of parts a line may consist of, folded, the longest first.
    keys: Vec<String>,
}

impl Title {
    fn of(statement: &Statement) -> Option<Title> {
        let whole = Clean::new(&statement.value);
        if whole.is_empty() {
            return None;
        }
        let parts = parts(&whole);
        let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
        for first in 0..parts.len() {
            runs.extend((first..parts.len()).map(|last| parts[first].start..parts[last].end));
        }
        runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        // A short part is the name of a section or of the site as easily as the headline.
        let is_title =
            |run: &std::ops::Range<usize>| run.len() == whole.len() || whole[run.clone()].split(' ').count() >= 3;
        let keys = runs.iter().filter(|run| is_title(run)).map(|run| key(&whole[run.clone()])).collect();
        Some(Title { shown: whole.clone(), rule: RuleId(statement.rule), parts, keys, whole })
    }

    /// The line is this headline, with or without the name of the site.
    pub fn is(&self, line: &str) -> bool {
        self.n_missing(line).is_some()
    }

    /// The line is what stands at its end, behind the headline or the name of a section.
    pub fn ends_with(&self, line: &str) -> bool {
        self.parts.iter().skip(1).any(|part| letters(&self.whole[part.start..]).eq(letters(line)))
    }

    /// The line is what it begins with, before the name of a section or the site.
    pub fn begins_with(&self, line: &str) -> bool {
        let before_last = self.parts.split_last().map(|(_, before)| before).unwrap_or_default();
        before_last.iter().any(|part| letters(&self.whole[..part.end]).eq(letters(line)))
    }

    /// How many bytes of it the line has not, compared by letters, if the line is this headline or a part of it.
    pub fn n_missing(&self, line: &str) -> Option<usize> {
        // What is much longer cannot be the same, and is most lines.
        if line.len() > 2 * self.whole.len() + 16 {
            return None;
        }
        let longest = self.keys.first().map_or(0, String::len);
        let same = self.keys.iter().find(|key| !key.is_empty() && letters(line).eq(key.chars()))?;
        Some(longest.saturating_sub(same.len()))
    }

    /// The line has most of its words, and not many others.
    fn speaks_of(&self, line: &str) -> bool {
        line.len() <= 4 * self.whole.len() + 80
            && shared(&self.shown, line) >= 0.5
            && shared(line, &self.shown).max(shared(line, &self.whole)) >= 0.5
    }

    /// Without the parts at its ends that are the name of the site.
    fn without(&self, is_site: impl Fn(&str) -> bool) -> Clean {
        let mut parts = self.parts.as_slice();
        while let [rest @ .., last] = parts
            && !rest.is_empty()
            && is_site(&self.whole[last.clone()])
        {
            parts = rest;
        }
        while let [first, rest @ ..] = parts
            && !rest.is_empty()
            && is_site(&self.whole[first.clone()])
        {
            parts = rest;
        }
        match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => self.whole.slice(first.start..last.end),
            _ => self.whole.clone(),
        }
    }

    fn evidence(&self, role: Role) -> Evidence {
        Evidence { line: 0, role, rule: self.rule, quote: quote(&self.whole) }
    }
}

/// What stands between the headline and the name of the site.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " • ", " · ", " » ", " :: ", " / "];

/// The parts of a title between separators.
fn parts(title: &str) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    // Each of them begins with a space.
    let separator_at = |at: usize| Some((at, *SEPARATORS.iter().find(|sign| title[at..].starts_with(**sign))?));
    let first_from = |start: usize| title[start..].match_indices(' ').find_map(|(at, _)| separator_at(start + at));
    while let Some((at, separator)) = first_from(start) {
        parts.push(start..at);
        start = at + separator.len();
        // Titles of hundreds of parts are lists, and no line consists of some of them.
        if parts.len() >= 8 {
            break;
        }
    }
    parts.push(start..title.len());
    parts
}

/// Letters and digits, folded: what titles and names are compared by.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    key.extend(letters(text));
    key
}

/// How many bytes of letters make two beginnings the same text.
const MIN_SUMMARY: usize = 40;

/// The share of the words of one text that another has, too.
fn shared(words_of: &str, text: &str) -> f64 {
    let (n_shared, n_words) = likeness::n_shared_words(words_of, &fold(text));
    f64::from(n_shared) / f64::from(n_words.max(1))
}

/// The longest part of a statement that is quoted, in bytes.
const MAX_QUOTE: usize = 600;

fn quote(value: &str) -> Clean {
    let clean = Clean::new(value);
    if clean.len() <= MAX_QUOTE { clean } else { clean.slice(0..MAX_QUOTE) }
}

fn day(statement: &Statement, order: NumericOrder) -> Option<Day> {
    let moment = moments::read(&statement.value, order)?;
    Some(Day { moment, raw: quote(&statement.value), rule: RuleId(statement.rule) })
}

/// The name of a paper without the words some sites put behind it; an address is known by its host.
fn outlet_name(value: &str) -> Option<Clean> {
    let value = Clean::new(value);
    if let Some(host) = host_name(&value) {
        return Some(host);
    }
    let first = parts(&value).into_iter().next()?;
    let name = value.slice(first);
    let name = name.slice(0..name.trim_end_matches([':', ',', '-', '|', ' ']).len());
    let is_name = name.chars().any(char::is_alphabetic) && name.chars().count() <= 80 && !name.starts_with('@');
    is_name.then_some(name)
}

/// The host of an address, without `www.`.
fn host_name(address: &Clean) -> Option<Clean> {
    let start = ["https://", "http://", "//"].iter().find(|scheme| address.starts_with(**scheme))?.len();
    let end = address[start..].find(['/', ':', '?', '#']).map_or(address.len(), |end| start + end);
    let www = if address[start..end].starts_with("www.") { 4 } else { 0 };
    let host = address.slice(start + www..end);
    host.contains('.').then_some(host)
}

/// Where anybody publishes: no paper, site or station of its own.
fn is_platform(name: &str) -> bool {
    const PLATFORMS: [&str; 24] = [
        "wordpress",
        "wordpresscom",
        "blogger",
        "blogspot",
        "blogspotcom",
        "tumblr",
        "facebook",
        "twitter",
        "x",
        "youtube",
        "instagram",
        "telegram",
        "linkedin",
        "googlenews",
        "googlenewsnews",
        "feedburner",
        "feedproxy",
        "msn",
        "yahoo",
        "yahoonews",
        "flipboard",
        "archiveorg",
        "internetarchive",
        "waybackmachine",
    ];
    let key = key(name);
    PLATFORMS.contains(&key.as_str())
}

/// The names in a statement about authors, as parts of it.
fn names_of(value: &str) -> impl Iterator<Item = &str> {
    const LEADS: [&str; 12] =
        ["Par ", "PAR ", "par ", "By ", "BY ", "by ", "Por ", "De ", "Rédigé par ", "بقلم: ", "بقلم ", "كتب: "];
    const ENDS: [&str; 8] = [" (", " | ", " - ", " – ", " — ", " / ", "، ", ", "];
    let split = outlets::split_names(value).flat_map(|part| part.split(" avec ")).flat_map(|part| part.split(" with "));
    split.flat_map(|part| part.split(" | ")).map(|part| {
        let part = part.trim();
        let part = LEADS.iter().find_map(|lead| part.strip_prefix(lead)).unwrap_or(part).trim();
        let end = ENDS.iter().filter_map(|end| part.find(end)).filter(|end| *end > 0).min().unwrap_or(part.len());
        part[..end].trim_matches([' ', ',', '.', ':', ';', '-'])
    })
}

/// The name ends with what a company or an association is in law, or has it before its city: "NAME GmbH, CITY".
fn is_company(name: &str) -> bool {
    const FORMS: [&str; 18] = [
        "gmbh", "mbh", "ag", "kg", "ev", "eg", "inc", "ltd", "llc", "plc", "corp", "sarl", "sas", "sa", "sl", "spa",
        "bv", "asbl",
    ];
    let first = name.split(',').next().unwrap_or_default();
    first.rsplit(' ').next().is_some_and(|last| first.contains(' ') && FORMS.contains(&key(last).as_str()))
        || first.ends_with("e. V.")
}

/// A person, as far as one can tell: a head names people more surely than a line does, so that one word is enough, but not
/// a house, an address, a role or a login.
fn is_author(name: &str) -> bool {
    const NOT_PEOPLE: [&str; 43] = [
        "no author",
        "super user",
        "superuser",
        "redaction",
        "la redaction",
        "admin",
        "administrator",
        "administrateur",
        "webmaster",
        "editor",
        "editors",
        "editorial",
        "staff",
        "staff writer",
        "staff reporter",
        "news",
        "newsroom",
        "news desk",
        "redacteur",
        "redaction web",
        "auteur",
        "author",
        "user",
        "utilisateur",
        "root",
        "guest",
        "invite",
        "anonymous",
        "anonyme",
        "unknown",
        "inconnu",
        "default",
        "contributor",
        "contributeur",
        "correspondant",
        "desk",
        "agence",
        "agences",
        "agencies",
        "null",
        "none",
        "undefined",
        "redaccion",
    ];
    const IN_NAMES_OF_HOUSES: [&str; 14] = [
        "redaction",
        "redaccion",
        "redaktion",
        "staff",
        "newsroom",
        "team",
        "equipe",
        "desk",
        "editorial",
        "media",
        "verlag",
        "ministere",
        "ministerium",
        "universite",
    ];
    let folded = fold(name);
    let has_word = |of: &[&str]| folded.split(' ').any(|word| of.contains(&word));
    if has_word(&IN_NAMES_OF_HOUSES) || NOT_PEOPLE.contains(&folded.as_ref()) {
        return false;
    }
    if heads::is_person(name) {
        return true;
    }
    let n_words = name.split(' ').count();
    let is_house = ["التحرير", "تحرير", "هيئه التحرير", "المحرر"].contains(&folded.as_ref());
    let is_arabic = name.chars().any(|c| ('\u{620}'..='\u{6ff}').contains(&c));
    let begins_large = is_arabic || name.chars().next().is_some_and(char::is_uppercase);
    let has_sign =
        name.chars().any(|c| c.is_numeric() || matches!(c, ':' | '@' | '/' | '!' | '?' | '«' | '"' | '|' | '_' | '&'));
    let is_domain = name.contains('.') && !name.contains(". ") && !name.contains(' ');
    let letters_needed = name.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    begins_large && letters_needed && !is_house && !has_sign && !is_domain && n_words <= 6 && name.chars().count() <= 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_names_people_and_its_house() {
        for (said, people) in [
            (&[("meta.author", "Nora Berel")][..], &["Nora Berel"][..]),
            (&[("jsonld.author", "Nora Berel"), ("meta.author", "Ali Haddad")], &["Nora Berel"]),
            (&[("jsonld.author", "Nora Berel"), ("jsonld.author", "Ali Haddad")], &["Nora Berel", "Ali Haddad"]),
            (&[("jsonld.author", "Le Fanal"), ("meta.author", "Nora Berel")], &["Nora Berel"]),
            (&[("meta.author", "Nora Berel, PhD")], &["Nora Berel"]),
            (&[("meta.author", "Le Fanal, Canmar, France")], &[]),
            (&[("meta.author", "Fanal Presse SARL, Canmar")], &[]),
            (&[("meta.author", "Verein der Häfen e.V.")], &[]),
            (&[("meta.author", "Rédaction Le Fanal"), ("meta.byl", "By Nora Berel")], &["Nora Berel"]),
            (&[("meta.author", "Le Fanal Sport")], &[]),
            (&[("meta.author", "Sports Canmar")], &[]),
            (&[("meta.author", "Canmar Berel")], &["Canmar Berel"]),
            (&[("meta.author", "Nora Lefanal")], &["Nora Lefanal"]),
            (&[("meta.author", "Canmar-Info")], &[]),
            (&[("meta.author", "Super User")], &[]),
            (&[("meta.author", "Fanal Média")], &[]),
            (&[("meta.author", "Cornel")], &["Cornel"]),
        ] {
            let site = [
                (About::Outlet, "meta.og_site_name", "Le Fanal"),
                (About::Outlet, "jsonld.publisher", "Canmar"),
                (About::Address, "meta.og_url", "https://www.canmarinfo.example/port"),
            ];
            let authors = said.iter().map(|(rule, value)| (About::Author, *rule, *value));
            let statement =
                |(about, rule, value): (About, &'static str, &str)| Statement { about, rule, value: value.to_owned() };
            let statements: Vec<Statement> = site.into_iter().chain(authors).map(statement).collect();
            let stated = Stated::of(&statements, NumericOrder::DayFirst);
            let named: Vec<&str> = stated.authors.iter().map(|author| author.name.as_str()).collect();
            assert_eq!(named, people, "{said:?}");
        }
    }
}
