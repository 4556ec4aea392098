//! What is kept of an archive, from outside: whatever becomes of it, the program prints what it prints without it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

/// An archive in a folder of its own, and a cache beside it.
struct Press {
    folder: TempDir,
}

const TOWNS: [&str; 6] = ["Mersaline", "Port-aux-Brumes", "Ras Zahra", "Tell Amine", "La Grande-Anse", "Qasr Nour"];

fn page(n: usize) -> String {
    let (town, other) = (TOWNS[n % 6], TOWNS[(n / 6) % 6]);
    let (day, month, year) = (1 + n % 28, 1 + n % 12, 2001 + n % 17);
    let menu = if n % 5 < 2 { "Les rendez-vous du quai\n\n" } else { "" };
    format!(
        "{menu}La gare numéro {n} de {town} ferme\n\nPublié dans Le Phare {} le {day:02} - {month:02} - {year}\n\nLes habitants de \
         {town} ont appris mardi que la gare numéro {n}, ouverte depuis un siècle, ne verra plus passer de train.\n\nLe \
         maire de {other} leur a écrit {n} fois qu'il les comprenait, et qu'un autocar passerait devant l'école chaque \
         matin.\n",
        n % 4,
    )
}

impl Press {
    fn new(n_pages: usize) -> Press {
        let press = Press { folder: tempfile::tempdir().unwrap() };
        (0..n_pages).for_each(|n| press.write(n, &page(n)));
        press
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, n: usize, text: &str) {
        self.put(&format!("archive/{}/{n:04}.txt", n % 7), text);
    }

    /// Files are old, so that their times tell of a change.
    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &bytes).unwrap();
        let age = Duration::from_secs(100_000 - bytes.as_ref().len() as u64 % 90_000);
        File::options().write(true).open(&path).unwrap().set_modified(SystemTime::now() - age).unwrap();
    }

    fn remove(&self, n: usize) {
        fs::remove_file(self.path(&format!("archive/{}/{n:04}.txt", n % 7))).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosque"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.path("home")).env("KIOSQUE_CACHE", self.path("cache"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What is told on standard error; the answer has been compared.
    fn check(&self, story: &str) -> String {
        let output = self.run(&["list", "--json", "archive"]);
        let told = String::from_utf8(output.stderr).unwrap();
        let without = self.command(&["list", "--json", "archive"]).env("KIOSQUE_CACHE", "off").output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{story}: {told}");
        assert_eq!(sorted(&output.stdout), sorted(&without.stdout), "{story}: {told}");
        let (one, two) = ("gare numéro 1", "\"siècle, ne verra plus\" phare");
        for query in [one, two] {
            let found = self.run(&["search", query, "--json", "archive"]);
            let without =
                self.command(&["search", query, "--json", "archive"]).env("KIOSQUE_CACHE", "off").output().unwrap();
            assert_eq!(sorted(&found.stdout), sorted(&without.stdout), "{story}: {query}");
        }
        told
    }

    /// Brings the cache up to date; how many documents were read for it, and how many had gone.
    fn index(&self) -> (usize, usize) {
        let output = self.run(&["index", "archive"]);
        let told = String::from_utf8(output.stdout).unwrap().replace('\u{202f}', "");
        assert_eq!(output.status.code(), Some(0), "{told}{}", String::from_utf8_lossy(&output.stderr));
        let number_before = |word: &str| {
            let before = told.split(word).next().unwrap_or_default();
            before.rsplit([' ', ';', ',']).find_map(|part| part.trim().parse().ok()).unwrap_or_else(|| panic!("{told}"))
        };
        (number_before(" read"), number_before(" gone"))
    }

    /// The files of the one cache there is.
    fn files(&self) -> Vec<PathBuf> {
        let folder = fs::read_dir(self.path("cache")).unwrap().next().unwrap().unwrap().path();
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    fn file(&self, ending: &str) -> PathBuf {
        let files = self.files();
        files
            .iter()
            .find(|path| path.to_string_lossy().ends_with(ending))
            .unwrap_or_else(|| panic!("{files:?}"))
            .clone()
    }
}

/// Equally old articles of an outlet stand in the order they were read, which is another one where some were read later.
fn sorted(output: &[u8]) -> Vec<&str> {
    let mut lines: Vec<&str> = std::str::from_utf8(output).unwrap().lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn only_what_has_changed_is_read_again() {
    let press = Press::new(60);
    assert_eq!(press.index(), (60, 0));
    assert_eq!(press.index(), (0, 0));
    assert_eq!(press.check("nothing has changed"), "");
    press.write(3, &page(3).replace("ferme", "rouvre"));
    press.write(60, &page(60));
    press.remove(17);
    assert_eq!(press.index(), (2, 1));
    assert_eq!(press.check("one changed, one new, one gone"), "");
    (0..30).filter(|n| *n != 17).for_each(|n| press.remove(n));
    assert_eq!(press.index(), (0, 29));
    assert_eq!(press.check("half of them gone"), "");
    press.write(17, &page(17));
    assert_eq!(press.check("one is back"), "");
    assert_eq!(press.index(), (0, 0), "other commands keep what they read, too");
}

#[test]
fn furniture_that_comes_to_light_later_is_furniture_everywhere() {
    let press = Press::new(0);
    let with_line = |n: usize| page(n).replace("Le maire", "Abonnez-vous au Courrier des îles lointaines\n\nLe maire");
    (0..2).for_each(|n| press.write(n, &with_line(n)));
    press.index();
    (2..9).for_each(|n| press.write(n, &with_line(n)));
    press.index();
    assert_eq!(press.check("a line of two pages is one of nine"), "");
    let shown = press.run(&["search", "Courrier", "archive"]);
    assert_eq!(shown.status.code(), Some(1), "{}", String::from_utf8_lossy(&shown.stdout));
}

#[test]
fn files_without_articles_are_known_too() {
    let press = Press::new(5);
    fs::write(press.path("archive/nothing.txt"), "\n\n").unwrap();
    fs::write(press.path("archive/picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\0").unwrap();
    let told = press.check("the first time");
    assert_eq!(told, "kiosque: passed over 2 files: not text (1), empty (1)\n");
    thread::sleep(Duration::from_millis(30));
    assert_eq!(press.check("the second time"), told);
    assert_eq!(press.index(), (0, 0));
}

/// Pages as lines of JSON.
fn lines(pages: impl IntoIterator<Item = usize>) -> String {
    pages.into_iter().map(|n| format!("{}\n", serde_json::json!({ "text": page(n) }))).collect()
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes.as_ref()).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_file_of_many_records_is_read_again_as_a_whole() {
    let press = Press::new(5);
    press.put("archive/year.jsonl", lines(100..150));
    assert_eq!(press.index(), (55, 0));
    assert_eq!(press.index(), (0, 0));
    assert_eq!(press.check("nothing has changed"), "");
    press.put("archive/year.jsonl", lines(100..153));
    assert_eq!(press.index(), (53, 0));
    assert_eq!(press.check("three more at its end"), "");
    press.put("archive/year.jsonl", lines(100..110));
    assert_eq!(press.index(), (10, 0));
    assert_eq!(press.check("most of it gone"), "");
    press.put("archive/year.jsonl", gzip(lines(110..120)));
    assert_eq!(press.index(), (10, 0));
    assert_eq!(press.check("packed under the same name"), "");
    press.put("archive/year.jsonl", page(7).replace("gare", "poste"));
    assert_eq!(press.index(), (1, 0));
    assert_eq!(press.check("one page in its place"), "");
    press.put("archive/year.jsonl", b"\x89PNG\r\n\x1a\n\0\0\0\0");
    assert_eq!(press.check("a picture in its place"), "kiosque: passed over 1 file: not text (1)\n");
    fs::remove_file(press.path("archive/year.jsonl")).unwrap();
    assert_eq!(press.check("gone"), "");
}

#[test]
fn what_could_not_be_read_is_told_at_every_start_and_read_once() {
    let press = Press::new(2);
    let broken = lines(10..11) + &"{\"text\": \"une ligne coup\n".repeat(10_000) + &lines(11..12);
    press.put("archive/broken.jsonl", broken);
    let packed = gzip(lines(20..60));
    press.put("archive/cut.jsonl.gz", &packed[..packed.len() / 2]);
    press.put("archive/nothing.jsonl", "{\"title\": \"rien\"}\n".repeat(3));
    let first = press.run(&["index", "archive"]);
    let (said, told) = (String::from_utf8(first.stdout).unwrap(), String::from_utf8(first.stderr).unwrap());
    assert!(said.contains("records or files could not be read"), "{said}{told}");
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].starts_with("kiosque: cannot read archive/broken.jsonl, line 2: "), "{told:#?}");
    assert!(told[0].contains("; 2 articles of this file were read and are shown (and 9 999 more"), "{told:#?}");
    assert!(
        told[1].starts_with("kiosque: cannot read archive/cut.jsonl.gz") && told[1].contains("the data ends early")
    );
    assert!(told[2].starts_with("kiosque: cannot read archive/nothing.jsonl: it has no text"), "{told:#?}");
    assert_eq!(press.index(), (0, 0), "what is broken is not read again");
    assert_eq!(press.check("the second time").lines().collect::<Vec<_>>(), told);
    assert_eq!(press.run(&["list", "--strict", "archive"]).status.code(), Some(2));
    let stats = String::from_utf8(press.run(&["stats", "archive"]).stdout).unwrap();
    assert!(stats.lines().any(|line| line.starts_with("problems") && line.contains("10 002")), "{stats}");
    press.put("archive/broken.jsonl", lines(10..12));
    fs::remove_file(press.path("archive/nothing.jsonl")).unwrap();
    let listed = press.run(&["list", "archive"]);
    assert_eq!(
        String::from_utf8(listed.stderr).unwrap().lines().collect::<Vec<_>>(),
        told[1..2],
        "one mended, one gone"
    );
    assert_eq!(listed.stdout.iter().filter(|byte| **byte == b'\n').count(), 2 + 2 + 10);
}

#[test]
fn records_lose_the_furniture_that_files_lose() {
    let with_line = |n: usize| page(n).replace("Le maire", "Abonnez-vous au Courrier des îles lointaines\n\nLe maire");
    let (files, records) = (Press::new(0), Press::new(0));
    (0..40).for_each(|n| files.write(n, &with_line(n)));
    let line = |n: usize| format!("{}\n", serde_json::json!({ "text": with_line(n) }));
    records.put("archive/a.jsonl", (0..3).map(line).collect::<String>());
    records.put("archive/b.jsonl.gz", gzip((3..40).map(line).collect::<String>()));
    let articles = |press: &Press| {
        let parsed = press.run(&["parse", "--json", "archive"]).stdout;
        let article = |line: &str| serde_json::from_str::<Value>(line).unwrap()["articles"].to_string();
        let mut articles: Vec<String> = std::str::from_utf8(&parsed).unwrap().lines().map(article).collect();
        articles.sort_unstable();
        articles
    };
    assert_eq!(articles(&files), articles(&records));
    assert_eq!(articles(&files).len(), 40);
    assert_eq!(records.check("all at once"), "");
    assert_eq!(records.run(&["search", "Courrier", "archive"]).status.code(), Some(1));
    // The line is known for furniture only when a third page has it: the first two are read again.
    fs::remove_dir_all(records.path("cache")).unwrap();
    records.put("archive/a.jsonl", (0..2).map(line).collect::<String>());
    fs::remove_file(records.path("archive/b.jsonl.gz")).unwrap();
    records.index();
    assert_eq!(records.run(&["search", "Courrier", "archive"]).status.code(), Some(0));
    records.put("archive/c.jsonl", (3..9).map(line).collect::<String>());
    records.index();
    assert_eq!(records.check("the line came to light later"), "");
    assert_eq!(records.run(&["search", "Courrier", "archive"]).status.code(), Some(1));
}

#[test]
fn a_large_file_is_read_in_pieces_and_whoever_is_killed_in_the_middle_leaves_none_half() {
    let press = Press::new(3);
    let line = |n: usize| format!("{}\n", serde_json::json!({ "text": page(n), "source_code": "x".repeat(6_000) }));
    press.put("archive/large.jsonl", (0..200).map(line).collect::<String>());
    assert!(fs::metadata(press.path("archive/large.jsonl")).unwrap().len() > 1 << 20, "it is large");
    for round in 0..4 {
        let mut child = press.command(&["index", "archive"]).spawn().unwrap();
        thread::sleep(Duration::from_millis(50 + 300 * round));
        let _ = child.kill();
        child.wait().unwrap();
    }
    press.index();
    assert_eq!(press.index(), (0, 0));
    assert_eq!(press.check("after four kills"), "");
    let listed = press.run(&["list", "--json", "archive"]).stdout;
    assert_eq!(sorted(&listed).len(), 203);
}

#[test]
fn an_entry_of_a_feed_stands_aside_for_its_page() {
    let press = Press::new(1);
    let html = |title: &str| {
        format!(
            "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Les habitants ont appris mardi que la gare ne verra plus passer de train avant le printemps.</p></body></html>"
        )
    };
    for folder in ["feed", "folder"] {
        press.put(&format!("archive/{folder}/a.html"), html("En bref"));
        press.put(&format!("archive/{folder}/a.full.html"), html("En entier"));
        press.put(&format!("archive/{folder}/b.html"), html("Seule"));
    }
    press.put("archive/feed/feed.toml", "title = \"Le Phare\"\n");
    assert_eq!(press.check("a feed and a folder"), "");
    let listed = String::from_utf8(press.run(&["list", "archive/feed"]).stdout).unwrap();
    assert!(listed.lines().count() == 2 && listed.contains("En entier") && listed.contains("Seule"), "{listed}");
    let listed = String::from_utf8(press.run(&["list", "archive/folder"]).stdout).unwrap();
    assert_eq!(listed.lines().count(), 3, "{listed}");
    fs::remove_file(press.path("archive/feed/a.full.html")).unwrap();
    assert_eq!(press.check("the page is gone"), "");
}

#[test]
fn paths_are_shown_as_the_archive_was_named() {
    let press = Press::new(3);
    press.index();
    let archive = press.path("archive");
    for named in ["archive", "./archive/", "archive/../archive", archive.to_str().unwrap()] {
        let listed = press.run(&["list", "--json", named]);
        let plain = press.command(&["list", "--json", named]).env("KIOSQUE_CACHE", "off").output().unwrap();
        assert_eq!(sorted(&listed.stdout), sorted(&plain.stdout), "{named}");
        assert_eq!(press.index(), (0, 0), "{named}");
    }
    assert_eq!(fs::read_dir(press.path("cache")).unwrap().count(), 1);
}

#[test]
fn a_cache_of_other_rules_is_not_used() {
    let press = Press::new(4);
    press.index();
    fs::write(press.path("mine.toml"), "[[rule]]\nid = \"mine\"\nkind = \"notice\"\nanchor = \"Les habitants\"\n")
        .unwrap();
    fs::write(press.path("config.toml"), "rules = \"mine.toml\"\n").unwrap();
    let listed = press.run(&["--config", "config.toml", "search", "habitants", "archive"]);
    let told = String::from_utf8(listed.stderr).unwrap();
    assert_eq!((listed.status.code(), told.contains("with other rules")), (Some(1), true), "{told}");
}

#[test]
fn damage_is_noticed_said_and_read_over() {
    let press = Press::new(40);
    let spoil = |path: &Path, damage: &str| {
        let bytes = fs::read(path).unwrap();
        let half = bytes.len() / 2;
        let bytes = match damage {
            "empty" => Vec::new(),
            "truncated" => bytes[..half].to_vec(),
            "longer" => [&bytes[..], b"more"].concat(),
            "foreign" => b"PK\x03\x04 something else".repeat(9),
            "zeros" => vec![0; bytes.len()],
            _ => bytes.iter().enumerate().map(|(at, byte)| byte ^ u8::from(at % 97 == 5)).collect(),
        };
        // As other tools do: another file in its place.
        fs::remove_file(path).unwrap();
        fs::write(path, bytes).unwrap();
    };
    for ending in ["manifest", ".segment", ".pile"] {
        for damage in ["empty", "truncated", "longer", "foreign", "zeros", "bits"] {
            press.index();
            spoil(&press.file(ending), damage);
            let told = press.check(&format!("{ending} {damage}"));
            let is_said = told.lines().count() == 1 && told.contains("read again");
            assert!(is_said || ending == ".pile", "{ending} {damage}: {told}");
            assert_eq!(press.check(&format!("{ending} {damage}, later")), "");
        }
        press.index();
        fs::remove_file(press.file(ending)).unwrap();
        press.check(&format!("{ending} gone"));
    }
    press.index();
    let manifest = press.file("manifest");
    fs::remove_file(&manifest).unwrap();
    fs::create_dir(&manifest).unwrap();
    let told = press.check("a folder in the place of a file");
    assert!(told.contains("manifest"), "{told}");
}

#[test]
fn one_bit_anywhere_does_no_harm() {
    let press = Press::new(12);
    let want = press.run(&["list", "--json", "archive"]).stdout;
    let hit = press.run(&["search", "gare", "--json", "archive"]).stdout;
    let sound: Vec<(PathBuf, Vec<u8>)> =
        press.files().into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    let folder = sound[0].0.parent().unwrap();
    for round in 0..60_u64 {
        fs::remove_dir_all(folder).unwrap();
        fs::create_dir(folder).unwrap();
        let chance = xxhash_rust::xxh3::xxh3_64(&round.to_le_bytes()) as usize;
        let ending = ["manifest", ".segment", ".segment", ".pile"][round as usize % 4];
        for (path, bytes) in &sound {
            let mut bytes = bytes.clone();
            if path.to_string_lossy().ends_with(ending) {
                let at = chance % (8 * bytes.len());
                bytes[at / 8] ^= 1 << (at % 8);
            }
            fs::write(path, bytes).unwrap();
        }
        let (args, want) = match round % 3 {
            0 => (&["search", "gare", "--json", "archive"][..], &hit),
            _ => (&["list", "--json", "archive"][..], &want),
        };
        let output = press.run(args);
        let story = format!("round {round}, {ending}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!((output.status.code(), sorted(&output.stdout)), (Some(0), sorted(want)), "{story}");
        assert_eq!(press.run(&["stats", "archive"]).status.code(), Some(0), "{story}");
    }
}

#[test]
fn where_nothing_can_be_kept_reading_goes_on() {
    let press = Press::new(10);
    fs::write(press.path("file"), "").unwrap();
    for place in [press.path("file"), press.path("file/cache"), PathBuf::from("/proc/kiosque")] {
        let output = press.command(&["list", "archive"]).env("KIOSQUE_CACHE", &place).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(0), false), "{place:?}: {told}");
        assert!(told.lines().count() == 1 && told.contains("is not kept"), "{place:?}: {told}");
        let output = press.command(&["index", "archive"]).env("KIOSQUE_CACHE", &place).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{place:?}");
    }
    for (place, args, status) in
        [("off", &["index", "archive"][..], 2), ("off", &["stats", "archive"], 2), ("", &["index", "-"], 2)]
    {
        let output = press.command(args).env("KIOSQUE_CACHE", place).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{args:?}");
    }
    assert_eq!(press.run(&["stats", "archive"]).status.code(), Some(1), "nothing is kept yet");
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_a_sentence() {
    let press = Press::new(300);
    let without = press.command(&["list", "archive"]).env("KIOSQUE_CACHE", "off").output().unwrap();
    for blocks in [0, 8, 64] {
        let limited = format!("ulimit -f {blocks}; exec \"$0\" list archive");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, env!("CARGO_BIN_EXE_kiosque")]).current_dir(press.folder.path()).env_clear();
        command.env("HOME", press.path("home")).env("KIOSQUE_CACHE", press.path(&format!("cache{blocks}")));
        let output = command.output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), &output.stdout), (Some(0), &without.stdout), "{blocks} blocks: {told}");
        assert!(told.lines().count() == 1 && told.contains("is not kept"), "{blocks} blocks: {told}");
    }
}

#[test]
fn whoever_is_killed_leaves_nothing_wrong() {
    let press = Press::new(400);
    let mut n_killed = 0;
    for round in 0..30 {
        let mut child = press.command(&["index", "archive"]).spawn().unwrap();
        thread::sleep(Duration::from_millis(3 + 11 * round));
        n_killed += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        press.write(round as usize, &page(round as usize).replace("ferme", "rouvre"));
        if round % 5 == 4 {
            press.check(&format!("killed {} times", round + 1));
            fs::remove_dir_all(press.path("cache")).unwrap();
        }
    }
    assert!(n_killed > 0, "nobody was killed");
    press.index();
    let is_stray = |path: &&PathBuf| path.to_string_lossy().ends_with(".new");
    assert_eq!(press.files().iter().find(is_stray), None);
    assert_eq!(press.check("at the end"), "");
}

#[test]
fn several_at_once_do_not_hurt_each_other() {
    let press = Press::new(200);
    for round in 0..3 {
        let children: Vec<Child> = (0..4).map(|_| press.command(&["list", "archive"]).spawn().unwrap()).collect();
        let outputs: Vec<Output> = children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        for output in &outputs {
            assert_eq!(output.status.code(), Some(0));
            assert_eq!(sorted(&output.stdout), sorted(&outputs[0].stdout), "round {round}");
        }
        press.write(round, &page(round).replace("ferme", "rouvre"));
    }
    press.index();
    assert_eq!(press.check("afterwards"), "");
}

#[test]
fn while_one_writes_another_reads() {
    let press = Press::new(20);
    press.index();
    let pen = File::options().write(true).open(press.file("pen")).unwrap();
    pen.lock().unwrap();
    press.write(20, &page(20));
    let manifest = fs::read(press.file("manifest")).unwrap();
    assert_eq!(press.check("the pen is taken"), "", "what has changed is read, and not kept");
    assert_eq!(fs::read(press.file("manifest")).unwrap(), manifest);
    let index = press.run(&["index", "archive"]);
    let told = String::from_utf8(index.stderr).unwrap();
    assert!(index.status.code() == Some(2) && told.contains("another kiosque"), "{told}");
    drop(pen);
    assert_eq!(press.index(), (1, 0));
}

#[test]
fn files_that_may_be_in_use_stay() {
    let press = Press::new(20);
    press.index();
    let segment = press.file(".segment");
    let reader = File::options().write(true).open(press.file("in-use")).unwrap();
    reader.lock_shared().unwrap();
    let again = press.run(&["index", "--again", "archive"]);
    assert_eq!(again.status.code(), Some(0));
    assert!(segment.exists(), "somebody may have it open");
    drop(reader);
    press.index();
    assert!(!segment.exists(), "nobody needs it any more");
}

#[test]
fn stats_tell_what_is_kept() {
    let press = Press::new(30);
    press.index();
    let output = press.run(&["stats", "archive"]);
    let told = String::from_utf8(output.stdout).unwrap();
    let value =
        |label: &str| told.lines().find_map(|line| line.strip_prefix(label)).unwrap_or_default().trim().to_owned();
    assert_eq!(
        (value("articles"), value("documents"), value("segments")),
        ("30".into(), "30".into(), "1".into()),
        "{told}"
    );
    assert!(value("outlets").starts_with("4: "), "{told}");
    assert_eq!(value("years"), "17: 2001–2017");
    assert_eq!(value("languages"), "1: fr 30");
    assert!(
        value("pages").ends_with("kB") && value("cache").contains("cache/") && value("read").ends_with(" s"),
        "{told}"
    );
}
