//! The binary from outside: arguments, files and standard input go in; standard output, standard error and the exit code
//! come out. Each test has a folder of its own, which is also its home, so that no reader's settings get in.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use kiosque::ingest::ingest;
use kiosque::journal::Journal;
use kiosque::model::document::Origin;
use kiosque::store::marks::{Change, Marking, Note, Tag};
use kiosque::store::text_hash::TextHash;
use serde_json::Value;
use tempfile::TempDir;

/// Two pages whose facts are stated in plain words.
const MER: &str = "La mer monte à Saint-Guénolé\n\nPublié dans Le Quotidien le 03 - 07 - 2013\n\nLes pêcheurs du port ont \
    sorti leurs filets de la cale avant la grande marée de l'équinoxe, comme chaque année.\n\nLe maire a demandé aux \
    habitants de la rue basse de fermer leurs portes jusqu'au lendemain matin.\n";
const PHARE: &str = "Le phare de la pointe rouvre ses portes\n\nPublié dans LE QUOTIDIEN le 12 - 02 - 2020\n\nAprès trois \
    ans de travaux, le phare de la pointe accueille de nouveau les visiteurs, du mardi au dimanche.\n\nLes pêcheurs ont \
    offert la lampe, et les enfants de l'école ont peint la porte en bleu.\n";
/// No headline, no outlet, no date.
const FRAGMENT: &str = "La rivière est sortie de son lit dans la nuit de mercredi à jeudi, inondant les quartiers bas de la \
    ville. Les habitants ont trouvé refuge dans l'école du haut.\n";

/// One run of the program: what goes in, what is to come out.
struct Run {
    env: Vec<(&'static str, &'static str)>,
    folder: TempDir,
    cache: TempDir,
    args: Vec<String>,
    stdin: Vec<u8>,
    stdout: Option<String>,
    stdout_parts: Vec<String>,
    stderr: Option<String>,
    status: i32,
}

impl Run {
    fn new(args: &[&str]) -> Run {
        Run {
            env: Vec::new(),
            folder: tempfile::tempdir().unwrap(),
            cache: tempfile::tempdir().unwrap(),
            args: args.iter().map(|arg| (*arg).to_owned()).collect(),
            stdin: Vec::new(),
            stdout: None,
            stdout_parts: Vec::new(),
            stderr: None,
            status: 0,
        }
    }

    fn file(self, path: &str, content: impl AsRef<[u8]>) -> Run {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The archive most tests read: two articles of one outlet, and a fragment.
    fn archive(self) -> Run {
        self.file("archive/2013/mer.txt", MER).file("archive/2020/phare.txt", PHARE).file("archive/x.txt", FRAGMENT)
    }

    fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Run {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// Standard output, with `ID` in the place of ids: they hash the folder, which is another one at each run.
    fn stdout(mut self, text: &str) -> Run {
        self.stdout = Some(text.to_owned());
        self
    }

    fn stdout_has(mut self, part: &str) -> Run {
        self.stdout_parts.push(part.to_owned());
        self
    }

    fn stderr(mut self, text: &str) -> Run {
        self.stderr = Some(text.to_owned());
        self
    }

    fn env(mut self, name: &'static str, value: &'static str) -> Run {
        self.env.push((name, value));
        self
    }

    fn status(mut self, status: i32) -> Run {
        self.status = status;
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosque"));
        command.args(&self.args).current_dir(self.folder.path()).env_clear();
        for home in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
            command.env(home, self.path(".home"));
        }
        command.env("KIOSQUE_CACHE", self.cache.path());
        command.envs(self.env.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it, compares, and gives back what was printed.
    fn run(self) -> String {
        let mut child = self.command().spawn().unwrap();
        // A program that does not read its input closes it early, which is its right.
        let _ = child.stdin.take().unwrap().write_all(&self.stdin);
        let output = child.wait_with_output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let shown = without_ids(&stdout);
        let story = format!("{:?}\n--- stdout\n{stdout}--- stderr\n{stderr}", self.args);
        assert_eq!(output.status.code(), Some(self.status), "{story}");
        if let Some(want) = &self.stdout {
            assert_eq!(&shown, want, "{story}");
        }
        for part in &self.stdout_parts {
            assert!(shown.contains(part), "no {part:?} in {story}");
        }
        assert_eq!(stderr, self.stderr.unwrap_or_default(), "{story}");
        stdout
    }
}

/// The text with `ID` for the id that a line begins with.
fn without_ids(text: &str) -> String {
    let is_id =
        |word: &str| word.len() == 10 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let line = |line: &str| match line.split_once("  ") {
        Some((id, rest)) if is_id(id) => format!("ID  {rest}"),
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const MER_ROW: &str = "ID  2013-07-03  Le Quotidien  fr  La mer monte à Saint-Guénolé\n";
const PHARE_ROW: &str = "ID  2020-02-12  Le Quotidien  fr  Le phare de la pointe rouvre ses portes\n";

#[test]
fn a_list_has_a_row_an_article_the_newest_first() {
    let fragment = "ID  undated     no outlet     fr  «La rivière est sortie de son lit dans la nuit de mercredi à jeudi, \
        inondant les quartiers bas de la ville.»\n";
    let all = format!("{PHARE_ROW}{MER_ROW}{fragment}");
    Run::new(&["list", "archive"]).archive().stdout(&all).run();
    Run::new(&["list", "."]).archive().stdout(&all).run();
    Run::new(&["list", "archive/2013", "archive/2020/phare.txt", "archive/x.txt"]).archive().stdout(&all).run();
    // Without a terminal, opening is listing.
    Run::new(&["archive"]).archive().stdout(&all).run();
}

#[test]
fn a_list_is_narrowed_by_outlet_year_language_and_query() {
    let both = format!("{PHARE_ROW}{MER_ROW}");
    let cases: &[(&[&str], &str)] = &[
        (&["--outlet", "le quotidien"], &both),
        (&["--outlet", "Quotidien"], &both),
        (&["--year", "2020"], PHARE_ROW),
        (&["--year", "2010..2019"], MER_ROW),
        (&["--year", "2013", "--year", "2020"], &both),
        (&["--year", "..2013"], MER_ROW),
        (&["--year", "2014.."], PHARE_ROW),
        (&["--query", "PECHEURS"], &both),
        (&["--query", "lampe pêch"], PHARE_ROW),
        (&["--query", "phar", "--lang", "fr", "--outlet", "Quotidien", "--year", "2020"], PHARE_ROW),
    ];
    for (options, want) in cases {
        let args = [&["list", "archive"], *options].concat();
        Run::new(&args).archive().stdout(want).run();
    }
    Run::new(&["list", "--outlet", "none", "archive"]).archive().stdout_has("undated     no outlet  fr  «La riv").run();
    Run::new(&["list", "--year", "undated", "archive"])
        .archive()
        .stdout_has("undated     no outlet  fr  «La riv")
        .run();
}

#[test]
fn answers_speak_the_language_that_is_asked_for() {
    let french = "2  Le Quotidien\n1  sans média\n";
    let arabic = "2  Le Quotidien\n1  \u{628}\u{644}\u{627} \u{635}\u{62D}\u{64A}\u{641}\u{629}\n";
    Run::new(&["--lang", "fr", "outlets", "archive"]).archive().stdout(french).run();
    Run::new(&["outlets", "archive"]).archive().env("LANG", "fr_MA.UTF-8").stdout(french).run();
    Run::new(&["outlets", "archive"]).archive().env("LC_ALL", "ar_DZ.UTF-8").stdout(arabic).run();
    Run::new(&["--lang", "fr", "outlets", "archive"]).archive().env("LANG", "ar_DZ.UTF-8").stdout(french).run();
    let settings = &["--config", "config.toml", "outlets", "archive"];
    Run::new(settings).archive().file("config.toml", "lang = \"fr\"\n").env("LANG", "ar_DZ.UTF-8").stdout(french).run();
    let told = "kiosque: aucun article n\u{2019}est d\u{2019}une telle année ; `kiosque years` affiche celles qu\u{2019}il y a\n";
    Run::new(&["--lang", "fr", "list", "--year", "1950", "archive"]).archive().stdout("").stderr(told).status(1).run();
    // The option of `list` is about articles, not about the interface.
    Run::new(&["list", "--lang", "ar", "--year", "1950", "archive"])
        .archive()
        .stderr("kiosque: no article is of such year; `kiosque years` prints what there is\n")
        .status(1)
        .run();
}

#[test]
fn nothing_found_is_exit_code_1() {
    Run::new(&["list", "--query", "zanzibar", "archive"]).archive().stdout("").status(1).run();
    Run::new(&["list", "--lang", "ar", "archive"]).archive().stdout("").status(1).run();
    let hint = "kiosque: no article is of such year; `kiosque years` prints what there is\n";
    Run::new(&["list", "--year", "1950", "archive"]).archive().stdout("").stderr(hint).status(1).run();
    let hint = "kiosque: no article is of such outlet; `kiosque outlets` prints what there is\n";
    Run::new(&["list", "--outlet", "Monde", "archive"]).archive().stdout("").stderr(hint).status(1).run();
    Run::new(&["search", "zanzibar", "archive"]).archive().stdout("").status(1).run();
    let hint = "kiosque: no article has the ID zzzz; `kiosque list` prints the IDs of an archive\n";
    Run::new(&["show", "zzzz", "archive"]).archive().stdout("").stderr(hint).status(1).run();
    Run::new(&["list", "empty"])
        .file("empty/.keep", "")
        .stdout("")
        .stderr("kiosque: passed over 1 file: hidden (1)\n")
        .status(1)
        .run();
}

#[test]
fn a_list_in_json_has_the_heads_with_id_and_path() {
    let rows = json_lines(&Run::new(&["list", "--json", "archive"]).archive().run());
    assert_eq!(rows.len(), 3);
    let phare = &rows[0];
    assert_eq!(phare["path"], "archive/2020/phare.txt");
    assert_eq!(phare["title"], "Le phare de la pointe rouvre ses portes");
    assert_eq!((&phare["date"], &phare["date_precision"]), (&"2020-02-12".into(), &"day".into()));
    assert_eq!((&phare["year"], &phare["article"]), (&2020.into(), &"a1".into()));
    assert_eq!(phare["id"].as_str().map(str::len), Some(10));
    assert!(phare.get("blocks").is_none());
    assert_eq!(rows[2]["title"], Value::Null);
}

#[test]
fn a_search_prints_the_best_first_with_context() {
    let want = format!(
        "{PHARE_ROW}    Après trois ans de travaux, le phare de la pointe accueille de nouveau les visiteurs, du mardi au dimanche.\n"
    );
    Run::new(&["search", "phare pointe", "archive"]).archive().stdout(&want).run();
    let rows = json_lines(&Run::new(&["search", "--json", "pecheurs", "archive"]).archive().run());
    assert_eq!(rows.len(), 2);
    for row in &rows {
        let text = row["context"]["text"].as_str().unwrap();
        let hit = row["context"]["hits"][0].as_array().unwrap();
        let range = hit[0].as_u64().unwrap() as usize..hit[1].as_u64().unwrap() as usize;
        assert_eq!(&text[range], "pêcheurs");
        assert!(row["score"].as_u64() > Some(0));
    }
    let empty = "kiosque: ? is no word, and was left out\nkiosque: there is no word to search for in \u{201c}?\u{201d}; write letters or digits\n";
    Run::new(&["search", "?", "archive"]).archive().stdout("").stderr(empty).status(2).run();
}

#[test]
fn the_best_answer_is_printed_first() {
    let title = |row: &Value| row["title"].as_str().unwrap_or_default().to_owned();
    let found = |typed: &str| {
        let rows = json_lines(&Run::new(&["search", "--json", typed, "archive"]).archive().run());
        assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(row["score"].as_u64())), "{typed}");
        rows.iter().map(title).collect::<Vec<_>>()
    };
    let (mer, phare) = ("La mer monte à Saint-Guénolé", "Le phare de la pointe rouvre ses portes");
    // The newer one says it too, but the older one has it in its title.
    assert_eq!(found("mer OR porte "), [mer, phare]);
    assert_eq!(found("phare OR port "), [phare, mer]);
    assert_eq!(found("portes"), [phare, mer]);
}

#[test]
fn where_nothing_is_found_near_words_are_told() {
    let told = |typed: &str, want: &str| {
        Run::new(&["search", typed, "archive"]).archive().stdout("").stderr(want).status(1).run();
    };
    told("pehceurs ", "kiosque: nothing was found; did you mean pêcheurs (2 articles)?\n");
    told("\"pêcheurs ont ofert\"", "kiosque: nothing was found; did you mean \"pêcheurs ont offert\" (1 article)?\n");
    told("pecheurs zyxwv", "");
    let french = "kiosque: rien n\u{2019}a été trouvé ; vouliez-vous dire pêcheurs (2 articles) ?\n";
    let run = Run::new(&["--lang", "fr", "search", "pehceurs", "archive"]).archive();
    run.stdout("").stderr(french).status(1).run();
}

/// The id of the first article of a list.
const SEARCHES: &str = "[[search]]\nname = \"Le phare\"\nquery = \"phare porte\"\n\n[[search]]\nname = \"Pêcheurs\"\nquery = \"pecheurs -lampe\"\n";

#[test]
fn marks_are_searched_wherever_their_page_has_gone() {
    let page = ingest(&Origin::file("phare.txt"), PHARE.as_bytes());
    let texts: Vec<TextHash> = page.articles.iter().map(TextHash::of).collect();
    let marking = |change| Marking { change, texts: texts.clone() };
    let markings = [
        marking(Change::Starred(true)),
        marking(Change::Tagged(Tag::new("À-lire").unwrap())),
        marking(Change::Noted(Note::new("Qui a payé ?", None))),
    ];
    for path in ["archive/2020/phare.txt", "archive/moved/and renamed.txt"] {
        for (query, rows) in [
            ("is:starred", PHARE_ROW),
            ("-is:starred", MER_ROW),
            ("tag:a", PHARE_ROW),
            ("tag:\"a lire\" is:unread", PHARE_ROW),
            ("note:\"a paye\" OR is:read", PHARE_ROW),
            ("is:listed", ""),
        ] {
            let run = Run::new(&["list", &format!("--query={query}"), "archive"]);
            let run = run.env("KIOSQUE_DATA", "data").file("archive/2013/mer.txt", MER).file(path, PHARE);
            Journal::new(Some(run.path("data/marks.journal"))).keep(&markings);
            run.stdout(rows).status(i32::from(rows.is_empty())).run();
        }
    }
}

#[test]
fn saved_searches_are_printed_and_searched_by_their_names() {
    let run =
        |args: &[&str]| Run::new(args).archive().file("kiosque/searches.toml", SEARCHES).file("kiosque/c.toml", "");
    let with = |args: &[&str]| run(&[&["--config", "kiosque/c.toml"], args].concat());
    with(&["searches", "archive"]).stdout("1  Le phare  phare porte\n1  Pêcheurs  pecheurs -lampe\n").run();
    let title = |line: &str| line.split("  ").last().unwrap_or_default().to_owned();
    let titles = |text: String| text.lines().map(title).collect::<Vec<_>>();
    let (mer, phare) = ("La mer monte à Saint-Guénolé", "Le phare de la pointe rouvre ses portes");
    assert_eq!(titles(with(&["list", "--saved", "le phare", "archive"]).run()), [phare]);
    assert_eq!(titles(with(&["list", "--saved", "Le phare", "--saved", "pecheurs", "archive"]).run()), [phare, mer]);
    assert_eq!(titles(with(&["list", "--saved", "Pêcheurs", "--query", "maire", "archive"]).run()), [mer]);
    with(&["list", "--saved", "Pêcheurs", "--query", "phare", "archive"]).stdout("").status(1).run();
    assert!(with(&["search", "--saved", "Le phare", "archive"]).run().contains("rouvre"));
    with(&["list", "--saved", "Homs", "archive"])
        .stderr("kiosque: no saved search is called “Homs”; `kiosque searches` prints those there are\n")
        .status(2)
        .run();
    Run::new(&["searches"])
        .stderr("kiosque: no search is saved; in the newsstand, / searches and S saves\n")
        .status(1)
        .run();
}

/// Lines as another computer may have printed them: marks of a text that is nowhere here, one that is wrong, one that is none.
const MARKS: &str = "{\"text\":\"00000000c0ffee00\",\"starred\":true,\"tags\":[\"à-lire\"],\"notes\":[{\"text\":\"voir\\u001b[2J plus\"}]}\n\n\
    {\"text\":\"coffee\",\"read\":true}\nno line\n";

#[test]
fn marks_go_out_and_come_in() {
    let with = |args: &[&str], marks: &str| {
        Run::new(args).archive().file("data/x", "").env("KIOSQUE_DATA", "data").stdin(marks)
    };
    // What an article is known by is printed where it is marked: at first nothing is.
    with(&["marks", "export", "archive"], "").stdout("").stderr("kiosque: nothing is marked\n").status(1).run();
    with(&["marks", "import"], "\n").stdout("").status(1).run();
    with(&["marks", "import"], "{}\n")
        .stdout("")
        .stderr("kiosque: -, line 1: `text` is not sixteen hexadecimal digits; this line is left out\nkiosque: there are no marks in it\n")
        .status(2)
        .run();
    with(&["marks", "import", "gone.jsonl"], "")
        .stdout("")
        .stderr("kiosque: cannot read gone.jsonl: No such file or directory (os error 2)\n")
        .status(2)
        .run();
}

#[test]
fn marks_of_another_computer_are_added_and_bad_lines_cost_themselves() {
    let data = tempfile::tempdir().unwrap();
    let folder: &'static str = data.path().to_string_lossy().into_owned().leak();
    let with = |args: &[&str]| Run::new(args).archive().env("KIOSQUE_DATA", folder);
    let wrong = "kiosque: marks.jsonl, line 3: `text` is not sixteen hexadecimal digits; this line is left out\n\
        kiosque: marks.jsonl, line 4: this is not a line of marks: expected ident at line 1 column 2; this line is left out\n";
    let import = |args: &[&str]| with(&[&["marks", "import", "marks.jsonl"], args].concat()).file("marks.jsonl", MARKS);
    import(&[]).stdout("1 text got marks that were not here\n").stderr(wrong).run();
    import(&["--strict"]).stdout("all marks were here already\n").stderr(wrong).status(2).run();
    // The text of an article of the archive, by what it is known by.
    let page =
        kiosque::ingest::ingest(&kiosque::model::document::Origin::file("phare.txt".to_owned()), PHARE.as_bytes());
    let text = kiosque::store::text_hash::TextHash::of(&page.articles[0]);
    let line = format!("{{\"text\":\"{text}\",\"read\":true,\"listed\":true}}\n");
    with(&["marks", "import", "-"]).stdin(line).stdout("1 text got marks that were not here\n").run();
    let exported = with(&["marks", "export", "archive"]).run();
    let lines = json_lines(&exported);
    assert_eq!(lines.len(), 2);
    for (field, value) in [
        ("title", "Le phare de la pointe rouvre ses portes"),
        ("outlet", "Le Quotidien"),
        ("date", "2020-02-12"),
        ("text", &text.to_string()),
    ] {
        assert_eq!(lines[0][field], value);
    }
    assert!(lines[0]["path"].as_str().is_some_and(|path| path.ends_with("archive/2020/phare.txt")), "{exported}");
    assert_eq!(
        (&lines[0]["read"], &lines[0]["listed"], &lines[0]["starred"]),
        (&true.into(), &true.into(), &Value::Null)
    );
    assert_eq!(
        (&lines[1]["text"], &lines[1]["tags"][0]),
        (&"00000000c0ffee00".into(), &"à-lire".into()),
        "its page is gone"
    );
    assert_eq!(lines[1]["notes"][0]["text"], "voir plus", "and nothing in it moves a terminal");
    // Elsewhere the same marks come of it.
    let other = tempfile::tempdir().unwrap();
    let other: &'static str = other.path().to_string_lossy().into_owned().leak();
    let elsewhere = |args: &[&str]| Run::new(args).archive().env("KIOSQUE_DATA", other);
    elsewhere(&["marks", "import"]).stdin(&exported).stdout("2 texts got marks that were not here\n").run();
    let without_place = |text: &str| {
        let mut lines = json_lines(text);
        let fields = lines.iter_mut().filter_map(Value::as_object_mut);
        fields.for_each(|fields| fields.retain(|name, _| !["id", "path"].contains(&name.as_str())));
        lines
    };
    let printed = elsewhere(&["marks", "export", "archive"]).run();
    assert_eq!(without_place(&printed), without_place(&exported));
}

fn first_id(run: &Run) -> String {
    let list = run.command().args(["list", "archive"]).output().unwrap();
    String::from_utf8(list.stdout).unwrap().get(..10).unwrap().to_owned()
}

/// Runs `show` with the id of the lighthouse and these options.
fn show(options: &[&str]) -> Run {
    let mut run = Run::new(&[]).archive();
    let id = first_id(&run);
    run.args = ["show", &id[..4]].iter().chain(options).chain(&["archive"]).map(|arg| (*arg).to_owned()).collect();
    run
}

#[test]
fn an_article_is_shown_as_text() {
    let text = "Le phare de la pointe rouvre ses portes\nLe Quotidien · 12 February 2020\n\nAprès trois ans de travaux, le phare de \
        la pointe accueille de nouveau les visiteurs, du mardi au dimanche.\n\nLes pêcheurs ont offert la lampe, et les \
        enfants de l'école ont peint la porte en bleu.\n";
    show(&["--width", "0"]).stdout(text).run();
    let narrow = show(&["--width", "30"]).run();
    assert!(narrow.lines().all(|line| line.chars().count() <= 30), "{narrow}");
    assert_eq!(narrow.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn an_article_is_shown_as_markdown_and_as_json() {
    let markdown = show(&["--markdown"]).run();
    assert!(
        markdown.starts_with("# Le phare de la pointe rouvre ses portes\n\nLe Quotidien · 12 February 2020\n\nAprès"),
        "{markdown}"
    );
    let json = json_lines(&show(&["--json"]).run());
    assert_eq!(json.len(), 1);
    assert_eq!(json[0]["path"], "archive/2020/phare.txt");
    assert_eq!(json[0]["blocks"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_article_has_the_same_id_however_its_path_is_written() {
    let run = Run::new(&[]).archive();
    let ids = |paths: &[&str]| {
        let list = run.command().arg("list").args(paths).output().unwrap();
        let mut ids: Vec<String> =
            String::from_utf8(list.stdout).unwrap().lines().map(|line| line[..10].to_owned()).collect();
        ids.sort();
        ids
    };
    let whole = run.path("archive");
    let want = ids(&["archive"]);
    assert_eq!(want.len(), 3);
    assert_eq!(ids(&["./archive/"]), want);
    assert_eq!(ids(&[whole.to_str().unwrap()]), want);
    assert_eq!(ids(&["archive/x.txt", "archive/../archive/2013", "archive/2020/phare.txt"]), want);
    assert_eq!(ids(&["archive", "archive/x.txt"]), want);
}

#[test]
fn an_id_too_short_is_refused() {
    let error = "kiosque: the ID abc is too short; write at least 4 characters of it\n";
    Run::new(&["show", "abc", "archive"]).archive().stdout("").stderr(error).status(2).run();
}

#[test]
fn parse_prints_a_document_a_file_in_order() {
    let args = ["parse", "--json", "archive/x.txt", "archive/2013/mer.txt"];
    let documents = json_lines(&Run::new(&args).archive().run());
    let paths: Vec<&str> = documents.iter().map(|document| document["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["archive/x.txt", "archive/2013/mer.txt"]);
    assert_eq!(documents[1]["articles"][0]["outlet_raw"], "Le Quotidien");
    assert_eq!(documents[1]["lines"][0]["kind"], "title");
}

#[test]
fn groups_are_printed_with_their_counts() {
    Run::new(&["outlets", "archive"]).archive().stdout("2  Le Quotidien\n1  no outlet\n").run();
    Run::new(&["years", "archive"]).archive().stdout("1  2020\n1  2013\n1  undated\n").run();
}

#[test]
fn without_a_path_the_built_in_edition_is_read() {
    let pages = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/edition")).unwrap();
    let n_pages =
        pages.filter(|page| page.as_ref().unwrap().path().extension().is_some_and(|end| end == "txt")).count();
    let rows = Run::new(&["list"]).run();
    assert!(rows.lines().count() >= n_pages && n_pages >= 12, "{rows}");
    assert_eq!(rows, Run::new(&[]).run());
}

#[test]
fn standard_input_is_one_page() {
    Run::new(&["list", "-"]).stdin(MER).stdout(MER_ROW).run();
    Run::new(&["-"]).stdin(MER).stdout(MER_ROW).run();
    let documents = json_lines(&Run::new(&["parse", "--json", "-"]).stdin(MER).run());
    assert_eq!(documents[0]["path"], "-");
    Run::new(&["list", "-"])
        .stdin(b"\x89PNG\r\n\x1a\n")
        .stderr("kiosque: cannot read -: it is not text\nkiosque: nothing could be read; name a file or a folder of text files\n")
        .status(2)
        .run();
}

#[test]
fn a_path_named_like_a_command_is_written_with_its_folder() {
    Run::new(&["./list"]).file("list", MER).stdout(MER_ROW).run();
    Run::new(&["list", "list"]).file("list", MER).stdout(MER_ROW).run();
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let missed = "kiosque: cannot read nowhere.txt: there is no such file\n";
    let run = |args: &[&str]| Run::new(args).file("mer.txt", MER).stdout(MER_ROW).stderr(missed);
    run(&["list", "nowhere.txt", "mer.txt"]).run();
    run(&["list", "--strict", "nowhere.txt", "mer.txt"]).status(2).run();
    run(&["--strict", "nowhere.txt", "mer.txt"]).status(2).run();
    Run::new(&["list", "--strict", "mer.txt"]).file("mer.txt", MER).stdout(MER_ROW).run();
    let nothing = format!("{missed}kiosque: nothing could be read; name a file or a folder of text files\n");
    Run::new(&["list", "nowhere.txt"]).stdout("").stderr(&nothing).status(2).run();
}

#[test]
fn what_is_no_page_is_passed_over_and_counted() {
    let noise: Vec<u8> = (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    Run::new(&["list", "."])
        .file("mer.txt", MER)
        .file(".git/config", "[core]")
        .file(".hidden.txt", PHARE)
        .file("picture", noise)
        .stdout(MER_ROW)
        .stderr("kiosque: passed over 3 files: hidden (2), not text (1)\n")
        .run();
    // What is named is read although it is hidden, and missed if it is no text.
    Run::new(&["list", ".hidden.txt"]).file(".hidden.txt", MER).stdout(MER_ROW).run();
    Run::new(&["list", ".hidden"]).file(".hidden/mer.txt", MER).stdout(MER_ROW).run();
    let missed = "kiosque: cannot read a.pdf: it is not text\n";
    Run::new(&["list", "a.pdf", "mer.txt"])
        .file("a.pdf", "%PDF-1.4")
        .file("mer.txt", MER)
        .stdout(MER_ROW)
        .stderr(missed)
        .run();
}

#[test]
fn a_page_on_which_nothing_is_written_is_no_article() {
    let told = "kiosque: passed over 2 files: empty (2)\n";
    let run = |args: &[&str]| Run::new(args).file("nothing.txt", "").file("blank.txt", "\u{feff}\n \t\r\n\u{a0}\n");
    run(&["list", "."]).file("mer.txt", MER).stdout(MER_ROW).stderr(told).run();
    run(&["list", "nothing.txt", "blank.txt"]).stdout("").stderr(told).status(1).run();
}

#[test]
fn a_file_beyond_the_limit_is_said_and_left_out() {
    let run = Run::new(&["list", "."]).file("mer.txt", MER).file("huge.txt", "un mot\n".repeat(5 << 20));
    let told = "kiosque: cannot read ./huge.txt: it is larger than 32 MiB; split it into smaller files\n";
    run.stdout(MER_ROW).stderr(told).run();
}

#[cfg(unix)]
#[test]
fn links_pipes_and_sockets_do_no_harm() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let run = Run::new(&["list", "archive"]).file("archive/a/mer.txt", MER);
    symlink("..", run.path("archive/a/up")).unwrap();
    symlink("a", run.path("archive/b")).unwrap();
    symlink("a/mer.txt", run.path("archive/z.txt")).unwrap();
    symlink("loop", run.path("archive/loop")).unwrap();
    let _socket = UnixListener::bind(run.path("archive/socket")).unwrap();
    assert!(Command::new("mkfifo").arg(run.path("archive/pipe")).status().unwrap().success());
    let stderr = "kiosque: cannot read archive/loop: Too many levels of symbolic links\n\
        kiosque: passed over 5 files: pipes or devices (2), read by another path (3)\n";
    run.stdout(MER_ROW).stderr(stderr).run();
}

#[cfg(unix)]
#[test]
fn a_folder_and_a_file_without_permission_are_said() {
    use std::os::unix::fs::PermissionsExt;
    let run = Run::new(&["list", "archive"])
        .file("archive/closed/a.txt", MER)
        .file("archive/closed.txt", MER)
        .file("archive/mer.txt", MER);
    let set_mode = |path: &str, mode| fs::set_permissions(run.path(path), fs::Permissions::from_mode(mode)).unwrap();
    set_mode("archive/closed", 0o000);
    set_mode("archive/closed.txt", 0o000);
    if fs::read(run.path("archive/closed.txt")).is_ok() {
        return; // root may read everything
    }
    let stderr = "kiosque: cannot read archive/closed: permission denied\nkiosque: cannot read archive/closed.txt: permission denied\n";
    run.stdout(MER_ROW).stderr(stderr).run();
}

#[cfg(unix)]
#[test]
fn a_named_pipe_that_was_named_is_read() {
    let run = Run::new(&["list", "pipe"]).stdout(MER_ROW);
    let pipe = run.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = std::thread::spawn(move || fs::write(pipe, MER));
    run.run();
    writer.join().unwrap().unwrap();
}

#[cfg(unix)]
#[test]
fn file_names_are_safe_on_both_streams() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let evil = "evil\u{1b}]0;title\u{7}\u{9b}31m\u{202e}.txt";
    let run = Run::new(&[]).file(evil, MER);
    for args in [&["list", "--json"], &["parse", "--json"]] {
        let output = run.command().args(args).arg(evil).arg(format!("no{evil}")).output().unwrap();
        for stream in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(stream);
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{text:?}");
        }
        let row: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(row["path"], evil);
        assert_eq!(output.status.code(), Some(0));
    }
    // A word that is no option, and a name that is no text.
    for args in [[OsStr::new("--\u{1b}[31m")], [OsStr::from_bytes(b"\xff\x1b[31m.txt")]] {
        let output = run.command().args(args).output().unwrap();
        assert!(!output.stderr.is_empty() && !output.stderr.contains(&0x1b), "{:?}", output.stderr);
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn escape_sequences_in_a_page_do_not_come_out() {
    let page = format!("\u{1b}]0;title\u{7}{MER}\u{1b}[2J\u{9b}1m\n");
    for args in [&["list", "a.txt"][..], &["parse", "--json", "a.txt"], &["search", "mer", "a.txt"]] {
        let stdout = Run::new(args).file("a.txt", &page).run();
        assert!(!stdout.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{stdout:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let run = Run::new(&["parse", "--json", "archive"]);
    let run = (0..200).fold(run, |run, n| run.file(&format!("archive/{n}.txt"), PHARE));
    let mut child = run.command().spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let run = Run::new(&["list"]);
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = run.command().stdout(full).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("kiosque: cannot write the answer: "));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_line_that_many_pages_share_is_no_text_of_theirs() {
    const SHARED: &str = "Retrouvez chaque matin la météo des plages avec le sémaphore du canton.";
    let stories = [
        "Le boulanger de la place a fermé son four pour la dernière fois, après quarante ans de nuits sans sommeil.",
        "Une baleine s'est approchée de la digue, et tout le lycée est descendu la regarder souffler dans la brume.",
        "Les orgues de la chapelle ont retrouvé leur voix grâce à une souscription ouverte par trois villages.",
        "Le bac de l'estuaire ne passera plus le dimanche, faute de pilotes, a fait savoir la capitainerie.",
    ];
    let page = |n: usize| {
        let (story, next) = (stories[n - 1], stories[n % 4]);
        format!("Le port, page {n}\n\nPublié dans Le Quotidien le 0{n} - 07 - 2013\n\n{story}\n\n{next}\n\n{SHARED}\n")
    };
    let texts = |document: &Value| document["articles"][0]["blocks"].to_string();
    let run = (1..=4)
        .fold(Run::new(&["parse", "--json", "archive"]), |run, n| run.file(&format!("archive/{n}.txt"), page(n)));
    for (document, story) in json_lines(&run.run()).iter().zip(stories) {
        assert!(!texts(document).contains(SHARED) && texts(document).contains(story), "{document}");
        assert!(document["boilerplate"].to_string().contains(SHARED), "{document}");
    }
    let alone = json_lines(&Run::new(&["parse", "--json", "1.txt"]).file("1.txt", page(1)).run());
    assert!(texts(&alone[0]).contains(SHARED), "{}", alone[0]);
}

#[test]
fn the_program_explains_itself() {
    Run::new(&["--help"])
        .stdout_has("Examples:\n  kiosque archive/")
        .stdout_has("Exit code: 0 something was found")
        .run();
    Run::new(&["list", "--help"]).stdout_has("--year <YEAR>").run();
    Run::new(&["--version"]).stdout(concat!("kiosque ", env!("CARGO_PKG_VERSION"), "\n")).run();
    Run::new(&["man"]).stdout_has(".TH kiosque 1").stdout_has(".SH \"KIOSQUE SEARCH\"").run();
    Run::new(&["formats"]).stdout_has("gzip ").stdout_has("known by the bytes 1F 8B 08\n").stdout_has("warc ").run();
    Run::new(&["doctor", "--help"]).stdout_has("test card").run();
    Run::new(&["doctor"]).stdout_has("The terminal was not asked").stdout_has("DejaVu").run();
    for (shell, mark) in [("bash", "_kiosque()"), ("zsh", "#compdef kiosque"), ("fish", "complete -c kiosque")] {
        Run::new(&["completions", shell]).stdout_has(mark).run();
    }
}

#[test]
fn the_command_line_is_read_strictly() {
    for args in [
        &["list", "--year", "soon"][..],
        &["parse", "a.txt"],
        &["show"],
        &["--nonsense"],
        &["list", "--lang", "français"],
    ] {
        let output = Run::new(args).command().output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

/// Two pages, and between them a line that is none.
fn records() -> String {
    let line = |text: &str| format!("{}\n", serde_json::json!({ "text": text, "url": "https://example.org/a" }));
    format!("{}{{\"text\": \n{}", line(MER), line(PHARE))
}

#[test]
fn a_broken_record_costs_itself_alone() {
    let why = |output: &str| output.split(": ").nth(2).unwrap_or_default().to_owned();
    let run = Run::new(&["parse", "--json", "two.jsonl"]).file("two.jsonl", records());
    let output = run.command().output().unwrap();
    let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let begin = "kiosque: cannot read two.jsonl, line 2: ";
    let end = "; 2 articles of this file were read and are shown\n";
    assert!(stderr.starts_with(begin) && stderr.ends_with(end), "{stderr}");
    assert!(!why(&stderr).is_empty());
    let documents: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let places: Vec<(&Value, &Value)> =
        documents.iter().map(|document| (&document["path"], &document["record"])).collect();
    assert_eq!(places, [(&"two.jsonl".into(), &0.into()), (&"two.jsonl".into(), &2.into())]);
    assert_eq!(output.status.code(), Some(0));
    let strict = Run::new(&["parse", "--strict", "--json", "two.jsonl"]).file("two.jsonl", records());
    assert_eq!(strict.command().output().unwrap().status.code(), Some(2));
}

#[test]
fn standard_input_may_be_of_any_format() {
    let line =
        serde_json::json!({ "text": MER }).to_string() + "\n" + &serde_json::json!({ "text": PHARE }).to_string();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(line.as_bytes()).unwrap();
    let rows = "ID  2020-02-12  Le Quotidien  fr  Le phare de la pointe rouvre ses portes\nID  2013-07-03  Le Quotidien  fr  La mer monte à Saint-Guénolé\n";
    Run::new(&["list", "-"]).stdin(packed.finish().unwrap()).stdout(rows).run();
}

#[test]
fn settings_are_printed_and_a_fault_in_them_is_not_fatal() {
    let printed = Run::new(&["--print-config"]).run();
    Run::new(&["--config", "mine.toml", "list", "mer.txt"])
        .file("mine.toml", printed)
        .file("mer.txt", MER)
        .stdout(MER_ROW)
        .run();
    let run = Run::new(&["list", "--config", "mine.toml", "mer.txt"])
        .file("mine.toml", "measure = \"wide\"\n")
        .file("mer.txt", MER);
    let output = run.command().output().unwrap();
    assert_eq!(without_ids(&String::from_utf8_lossy(&output.stdout)), MER_ROW);
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("kiosque: mine.toml, line 1, "), "{output:?}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_reader_gives_outlets_other_names() {
    let settings = "[outlets]\n\"Le Petit Quotidien\" = [\"Le Quotidien\"]\n";
    let row = "ID  2013-07-03  Le Petit Quotidien  fr  La mer monte à Saint-Guénolé\n";
    Run::new(&["list", "--config", "mine.toml", "mer.txt"])
        .file("mine.toml", settings)
        .file("mer.txt", MER)
        .stdout(row)
        .run();
}

#[test]
fn articles_are_exported() {
    let run = Run::new(&["export", "--format", "ris", "--year", "2020", "archive"]).archive();
    let ris = run.stderr("").run();
    assert!(
        ris.starts_with("TY  - NEWS\r\n") && ris.contains("PY  - 2020\r\n") && ris.ends_with("ER  - \r\n"),
        "{ris}"
    );
    let csv = Run::new(&["export", "--format", "csv", "--query", "pêcheurs", "archive"]).archive().run();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    Run::new(&["export", "--format", "html", "--query", "nulle", "archive"]).archive().stdout("").status(1).run();
    for wrong in [&["export", "--format", "pdf", "archive"][..], &["export", "archive"]] {
        assert_eq!(Run::new(&[]).command().args(wrong).output().unwrap().status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn sources_are_cited_as_the_settings_or_the_command_line_say() {
    for (more, want) in [
        (&[][..], "“Le phare de la pointe rouvre ses portes”, Le Quotidien, 12 February 2020, file "),
        (&["--config", "mla.toml"], "“Le phare de la pointe rouvre ses portes.” Le Quotidien, 12 Feb. 2020. [file "),
        (
            &["--config", "mla.toml", "--citation", "apa"],
            "\nLe phare de la pointe rouvre ses portes. (2020, February 12). Le Quotidien. [file ",
        ),
    ] {
        let args = [&["export", "--format", "text", "--year", "2020", "archive"], more].concat();
        let export = Run::new(&args).archive().file("mla.toml", "citation = \"mla\"\n").stderr("").run();
        assert!(export.contains(want), "{more:?}: {export}");
    }
}

#[test]
fn an_exported_file_is_replaced_when_that_is_said() {
    let run = Run::new(&[]).archive();
    let export = |more: &[&str]| {
        let export = ["export", "--format", "bibtex", "--output", "refs.bib"];
        let output = run.command().args(export).args(more).arg("archive").output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(export(&[]), (Some(0), "kiosque: 3 articles written to refs.bib\n".to_owned()));
    assert_eq!(export(&[]), (Some(2), "kiosque: refs.bib is there already; --force replaces it\n".to_owned()));
    assert_eq!(export(&["--force", "--year", "2020"]).0, Some(0));
    assert_eq!(fs::read_to_string(run.path("refs.bib")).unwrap().matches("@article{").count(), 1);
}

#[cfg(unix)]
#[test]
fn who_ends_an_export_leaves_nothing_half() {
    use rustix::process::{Pid, Signal, kill_process};

    let record = |n: usize| {
        let text = format!("Le port numéro {n} ferme ce soir, dit la préfecture aux pêcheurs.\n\n").repeat(9);
        format!("{}\n", serde_json::json!({ "title": format!("Le port {n} ferme"), "text": text }))
    };
    let run = Run::new(&[]).file("many.jsonl", (0..3000).map(record).collect::<String>());
    for signal in [Signal::INT, Signal::TERM] {
        let export = ["export", "--format", "html", "-o", "out.html", "--force", "many.jsonl"];
        let mut child = run.command().args(export).stderr(Stdio::null()).spawn().unwrap();
        let is_written = || {
            fs::read_dir(run.path("."))
                .unwrap()
                .any(|entry| entry.unwrap().file_name().to_string_lossy().ends_with(".new"))
        };
        while !is_written() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        let _ = kill_process(Pid::from_child(&child), signal);
        let status = child.wait().unwrap();
        assert!(!is_written(), "{signal:?}");
        let out = fs::read_to_string(run.path("out.html")).ok();
        assert_eq!(status.success(), out.is_some_and(|out| out.ends_with("</html>\n")), "{signal:?}: {status}");
        let _ = fs::remove_file(run.path("out.html"));
    }
}
