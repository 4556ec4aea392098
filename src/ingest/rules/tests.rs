//! What rules match and what they must not: each row of `assets/rules` by its own examples, and the ways of matching.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn id(line: &str) -> Option<&'static str> {
    Rules::builtin().find(line).map(|found| found.id.0)
}

#[test]
fn case_accents_spacing_and_decoration_make_no_difference() {
    for line in [
        "Merci d'avoir signalé!",
        "MERCI D’AVOIR SIGNALE !",
        "» merci d'avoir signalé…",
        "• Merci d'avoir signale\u{301}",
    ] {
        assert_eq!(id(line), Some("notice.image_report_thanks"), "{line}");
    }
    for line in ["Merci d'avoir signalé cela", "« Merci d'avoir signalé!", "Merci d'avoir", ""] {
        assert_eq!(id(line), None, "{line}");
    }
}

/// A row as it stands in `assets/rules/`, with its examples.
#[derive(Deserialize)]
struct Example {
    id: String,
    #[serde(default)]
    line: Option<String>,
    #[serde(default)]
    lines: Vec<String>,
    #[serde(default)]
    anchor: Option<String>,
    #[serde(default)]
    regex: Option<String>,
    #[serde(default)]
    matches: Option<String>,
    rejects: String,
}

impl Example {
    fn patterns(&self) -> impl Iterator<Item = &String> {
        self.line.iter().chain(&self.lines).chain(&self.anchor)
    }

    /// Whole lines given as a list match themselves.
    fn that_match(&self) -> impl Iterator<Item = String> {
        self.matches.iter().chain(&self.lines).map(|line| line.replace('#', "12"))
    }
}

fn examples() -> Vec<Example> {
    #[derive(Deserialize)]
    struct File {
        rule: Vec<Example>,
    }
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/rules")).unwrap();
    let files = folder.map(|entry| entry.unwrap().path()).filter(|path| path.extension().unwrap() == "toml");
    let files = files.map(|path| std::fs::read_to_string(path).unwrap());
    files.flat_map(|file| toml::from_str::<File>(&file).unwrap().rule).collect()
}

#[test]
fn every_rule_matches_its_line_and_no_rule_its_sentence() {
    let mut wrong = Vec::new();
    for example in examples() {
        for line in example.that_match().filter(|line| id(line) != Some(example.id.as_str())) {
            wrong.push(format!("{} should match {line:?}: {:?}", example.id, id(&line)));
        }
        if let Some(other) = id(&example.rejects) {
            wrong.push(format!("{other} must not match {:?}, a sentence", example.rejects));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rules_are_many_and_each_is_there_once() {
    let (mut ids, mut patterns) = (HashSet::new(), HashSet::new());
    let mut twice = Vec::new();
    let examples = examples();
    for example in &examples {
        assert!(ids.insert(&example.id), "{} is there twice", example.id);
        for pattern in example.patterns() {
            let folded: String =
                Folding::of_pattern(pattern).map(|(folded, _)| folded).filter(|folded| *folded != ' ').collect();
            let is_new = patterns.insert((folded.trim_end_matches(is_closing).to_owned(), &example.regex));
            if !is_new {
                twice.push(format!("{}: {pattern:?} is there twice", example.id));
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
    assert!(examples.len() >= 300);
    assert_eq!(examples.iter().flat_map(Example::patterns).count(), Rules::builtin().len());
    assert!(examples.iter().all(|example| example.that_match().next().is_some() && !example.rejects.is_empty()));
}

/// What a line is: rule kind, scope, and the captures in the order outlet, date, author, credit.
fn read(line: &str) -> Option<(RuleKind, Scope, [Option<&str>; 4])> {
    let found = Rules::builtin().find(line)?;
    let Captures { outlet, date, author, credit } = found.captures;
    Some((found.kind, found.scope, [outlet, date, author, credit].map(|range| range.map(|range| &line[range]))))
}

#[test]
fn facts_are_captured_as_printed() {
    use RuleKind::*;
    for (line, kind, captures) in [
        ("Publié dans Barlamane le 28 - 02 - 2020", Pubinfo, [Some("Barlamane"), Some("28 - 02 - 2020"), None, None]),
        ("Publié dans Le le Matin le 05-11-2016", Pubinfo, [Some("Le le Matin"), Some("05-11-2016"), None, None]),
        (
            "Publié dans La Voix du Port le 5 juillet 2013",
            Pubinfo,
            [Some("La Voix du Port"), Some("5 juillet 2013"), None, None],
        ),
        ("Publié hier à 11h21, mis à jour à 09h40", Pubinfo, [None, Some("hier à 11h21"), None, None]),
        (
            "Publié le 18 juil. 2024 à 08:01Mis à jour le 19 juil. 2024",
            Pubinfo,
            [None, Some("18 juil. 2024 à 08:01"), None, None],
        ),
        ("Actualizado a las 20:56h", Pubinfo, [None, Some("20:56h"), None, None]),
        ("Published February 12, 2020 at 10:30 am", Pubinfo, [None, Some("February 12, 2020 at 10:30 am"), None, None]),
        ("نشر في صوت الميناء يوم 03 - 07 - 2013", Pubinfo, [Some("صوت الميناء"), Some("03 - 07 - 2013"), None, None]),
        (
            "نشر في مرآة الشرق يوم 12 شباط/فبراير 2020",
            Pubinfo,
            [Some("مرآة الشرق"), Some("12 شباط/فبراير 2020"), None, None],
        ),
        ("Par Nadia Benali et Jean de la Tour", Byline, [None, None, Some("Nadia Benali et Jean de la Tour"), None]),
        (
            "Par Nadia Benali, le 12/02/2020 à 10h30",
            Byline,
            [None, Some("12/02/2020 à 10h30"), Some("Nadia Benali"), None],
        ),
        ("By NADIA BENALI", Byline, [None, None, Some("NADIA BENALI"), None]),
        ("بقلم: نادية بنعلي", Byline, [None, None, Some("نادية بنعلي"), None]),
        ("Photo : Agence Lumière / N. BENALI", Credit, [None, None, None, Some("Agence Lumière / N. BENALI")]),
        ("© Agence Lumière", Credit, [None, None, None, Some("Agence Lumière")]),
        ("تصوير: أحمد العلوي", Credit, [None, None, None, Some("أحمد العلوي")]),
        ("(Avec AFP et Reuters)", AgencyCredit, [None, None, None, Some("AFP et Reuters")]),
        (
            "Avec des informations d’Associated Press et de l’AFP",
            AgencyCredit,
            [None, None, None, Some("Associated Press et de l’AFP")],
        ),
        ("Source : AFP", AgencyCredit, [None, None, None, Some("AFP")]),
    ] {
        assert_eq!(read(line), Some((kind, Scope::Line, captures)), "{line}");
    }
}

#[test]
fn a_heading_opens_a_tail_only_where_it_stands_alone() {
    for (line, scope) in [
        ("Lire aussi", Scope::Tail),
        ("LIRE AUSSI :", Scope::Tail),
        ("Lire aussi : Le port rouvre", Scope::Line),
        ("اقرأ أيضا:", Scope::Tail),
        ("اقرأ أيضا: عودة الصيادين", Scope::Line),
    ] {
        assert_eq!(read(line).map(|(kind, scope, _)| (kind, scope)), Some((RuleKind::Related, scope)), "{line}");
    }
    assert_eq!(read("Aller au contenu principal").map(|(_, scope, _)| scope), Some(Scope::Head));
}

#[test]
fn sentences_of_a_body_match_nothing() {
    for line in [
        "Par ailleurs l'armée a annoncé une réduction de ses bombardements sur les quartiers est.",
        "Avec le soutien de l'aviation, la capitale a déclenché en décembre une offensive.",
        "Par la suite, le ministre a démenti.",
        "Publié dans le courant de la semaine, le rapport a été démenti.",
        "Source d'inquiétude pour les ONG : l'hiver qui vient.",
        "« Partager »",
        "« C'est ma maison », dit-elle.",
        "Une photo de famille à la main, elle attend.",
        "By the time help arrived, the bridge was gone.",
        "كتب الوزير في بيانه أن المفاوضات مستمرة.",
        "نشر في الأسبوع الماضي تقرير عن حال السجون في البلاد.",
        "مع حلول الظلام، عاد الهدوء إلى المدينة.",
        "",
        "…",
        "12 février 2020",
        "© Cette image a été prise par un habitant qui a fui la ville avec ses enfants et qui raconte sans fin la route \
         vers le nord, le froid, la faim",
    ] {
        assert_eq!(read(line), None, "{line}");
    }
}

#[test]
fn a_long_line_is_text_unless_the_rule_says_otherwise() {
    let filler = "mot ".repeat(60);
    assert_eq!(read(&format!("Lire aussi : {filler}")), None);
    assert_eq!(read(&format!("Nous utilisons des cookies {filler}")).map(|(kind, ..)| kind), Some(RuleKind::Consent));
}

#[test]
fn a_user_rule_comes_before_those_of_the_program() {
    let text = "[[rule]]\nid = \"my.heading\"\nkind = \"notice\"\nline = \"Lire aussi\"\n\n[[rule]]\nid = \"my.slogan\"\nkind = \"ui\"\nanchor = \"La voix du port depuis \"\nregex = '{d}+'\n";
    let (rules, errors) = Rules::with_user(&[("mine.toml", text)]);
    assert_eq!(errors, []);
    for (line, want) in [
        ("Lire aussi :", Some("my.heading")),
        ("La voix du port depuis 1921", Some("my.slogan")),
        ("La voix du port depuis toujours", None),
        ("Tous droits réservés", Some("legal.rights.fr")),
    ] {
        assert_eq!(rules.find(line).map(|found| found.id.0), want, "{line}");
    }
}

#[test]
fn a_faulty_user_rule_is_named_by_its_line_and_the_others_stay() {
    let rule = |rest: &str| format!("[[rule]]\nid = \"x\"\n{rest}\n");
    for (text, line, message) in [
        ("[[rule]\n".to_owned(), 1, "array"),
        (rule("kind = \"notice\""), 1, "either a `line`, `lines` or an `anchor`"),
        (format!("\n{}", rule("kind = \"poem\"\nline = \"Ode\"")), 2, "no kind `poem`"),
        (rule("kind = \"ui\"\nline = \"…\""), 1, "no letter"),
        (rule("kind = \"ui\"\nlines = [\"A\", \"…\"]"), 1, "no letter"),
        (rule("kind = \"ui\"\nline = \"A\"\nlines = [\"B\"]"), 1, "either a `line`"),
        (rule("kind = \"ui\"\nanchor = \"A\"\nregex = \"(\""), 1, "regex"),
        (rule("kind = \"ui\"\nline = \"A\"\nscope = \"page\""), 1, "scope"),
        (rule("kind = \"ui\"\nline = \"A\"\ncolour = \"red\""), 1, "colour"),
        (rule("kind = \"ui\"\nline = \"A\"\nmatches = \"B\""), 1, "does not match `B`"),
        (rule("kind = \"ui\"\nline = \"A\"\nrejects = \"a\""), 1, "must not match `a`"),
    ] {
        let good = "\n[[rule]]\nid = \"good\"\nkind = \"ui\"\nline = \"Un bouton à nous\"\n";
        let (rules, errors) = Rules::with_user(&[("mine.toml", &(text.clone() + good))]);
        let [error] = errors.as_slice() else { panic!("{text}: {errors:?}") };
        assert_eq!((error.file.as_str(), error.line), ("mine.toml", line), "{text}: {error:?}");
        assert!(error.message.contains(message), "{text}: {error:?}");
        let is_toml = !text.starts_with("[[rule]\n");
        assert_eq!(rules.find("Un bouton à nous").is_some(), is_toml, "{text}");
    }
}

#[test]
fn every_regex_is_one() {
    for row in BUILTIN {
        assert!(row.regex.is_none_or(|regex| compile(regex).is_ok()), "{}", row.id);
    }
}

proptest! {
    #[test]
    fn captures_are_parts_of_the_line(start in 0..BUILTIN.len(), rest in "\\PC{0,40}") {
        let line = BUILTIN[start].pattern.replace('#', "12") + &rest;
        if let Some(found) = Rules::builtin().find(&line) {
            let Captures { outlet, date, author, credit } = found.captures;
            for range in [Some(found.rest), outlet, date, author, credit].into_iter().flatten() {
                prop_assert!(line.get(range).is_some());
            }
        }
    }
}
