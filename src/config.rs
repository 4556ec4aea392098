//! The reader's settings: a TOML file, read part by part.
//!
//! A fault costs only the part it is in: that part keeps its default, and the fault names the file, the line and the
//! column, what is wrong and what to do. A reader with a typing error still gets a newspaper.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::app::action::Action;
use crate::app::input::{Key, UnknownKey};
use crate::app::keymap::{Keymap, KeymapError};
use crate::app::macros::{Macro, Step};
use crate::cache;
use crate::export::style::Style;
use crate::locale::Locale;
use crate::locale::words::Saying;
use crate::store::order::Order;
use crate::terminal::bidi::Bidi;
use crate::terminal::hyperlink::Telling;
use crate::text::clean::Clean;
use crate::text::setting::{Digits, Harakat, Setting};
use crate::text::wrap::Fit;
use crate::ui::theme::Theme;

/// The settings as a file with every line commented; what `--print-config` prints.
pub const DEFAULT: &str = include_str!("../assets/config.toml");

/// What can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The language of the interface; none is the one the surroundings ask for.
    pub lang: Option<Locale>,
    /// The colours.
    pub theme: ThemeChoice,
    /// The longest line of the reader in cells; none leaves the reader's own default, or what was chosen with the keys.
    pub measure: Option<u16>,
    /// Clicks, drags and the wheel are used.
    pub mouse: bool,
    /// The panes are stacked on wide screens, too.
    pub stacked: bool,
    /// The order of the list before the reader chooses one.
    pub order: Order,
    /// Folder or file with rules of the reader's own; they add to the built-in ones.
    pub rules: Option<PathBuf>,
    /// Outlets by the name that is shown, each with the other names it goes by.
    pub outlets: Vec<(String, Vec<String>)>,
    /// Where what was read is kept between starts.
    pub cache: cache::Place,
    /// How texts are shown.
    pub setting: Setting,
    /// What becomes of Arabic vowel signs; none is what the terminal can draw.
    pub harakat: Option<Harakat>,
    /// Who puts right-to-left text in order.
    pub bidi: Bidi,
    /// kitty is set to `force_ltr yes`.
    pub kitty_force_ltr: bool,
    /// Whether the terminal is told where words and pictures lead.
    pub hyperlinks: Telling,
    /// How sources are cited.
    pub citation: Style,
    /// Which key does what, macros included.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            lang: None,
            theme: ThemeChoice::Auto,
            measure: None,
            mouse: true,
            stacked: false,
            order: Order::Newest,
            rules: None,
            outlets: Vec::new(),
            cache: cache::Place::Usual,
            setting: Setting::screen(),
            harakat: None,
            bidi: Bidi::Auto,
            kitty_force_ltr: false,
            hyperlinks: Telling::Auto,
            citation: Style::default(),
            keymap: Keymap::default(),
        }
    }
}

/// Which colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Paper or ink, by the terminal's background; its own colours where that is unknown.
    Auto,
    /// One of the built-in ones, by name.
    Named(&'static str),
    /// A file of the reader's own.
    File(PathBuf),
}

/// The narrowest and the widest measure, in cells.
const MEASURES: (u16, u16) = (20, 240);

/// One thing wrong with a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// 1-based line and column, in characters; none where the file itself could not be read.
    pub place: Option<(usize, usize)>,
    /// What is wrong, and what to do about it.
    pub message: Saying,
}

impl Fault {
    /// The file, the place in it, and what is wrong.
    pub fn saying(&self) -> Saying {
        let path = self.path.display().to_string();
        match self.place {
            Some((line, column)) => Saying::new("fault-at")
                .of("path", path)
                .of("line", line.to_string())
                .of("column", column.to_string())
                .of("what", self.message.clone()),
            None => Saying::new("fault").of("path", path).of("what", self.message.clone()),
        }
    }
}

/// Where the settings are, unless `--config` names another file: `kiosque/config.toml` in the platform's folder.
pub fn default_path() -> Option<PathBuf> {
    Some(ProjectDirs::from("", "", "kiosque")?.config_dir().join("config.toml"))
}

/// Reads the settings, from the file named with `--config` or from the usual place, where there need not be one; the
/// variable `KIOSQUE_CACHE` goes before what they say of the cache.
pub fn load(named: Option<&Path>) -> (Config, Vec<Fault>) {
    let (config, faults) = load_file(named);
    let of_variable = std::env::var_os("KIOSQUE_CACHE").and_then(|value| cache::Place::of_variable(&value));
    (Config { cache: of_variable.unwrap_or(config.cache), ..config }, faults)
}

fn load_file(named: Option<&Path>) -> (Config, Vec<Fault>) {
    let Some(path) = named.map(Path::to_path_buf).or_else(default_path) else {
        return (Config::default(), Vec::new());
    };
    match fs::read(&path) {
        Ok(bytes) => read(&String::from_utf8_lossy(&bytes), &path),
        Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => (Config::default(), Vec::new()),
        Err(error) => {
            let message = Saying::new("settings-unread").of("error", error.to_string());
            (Config::default(), vec![Fault { path, place: None, message }])
        }
    }
}

/// Reads settings from a text; relative paths in it start at the folder it stands in.
pub fn read(text: &str, path: &Path) -> (Config, Vec<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reading = Reading { text, path, config: Config::default(), faults: Vec::new() };
    for error in errors {
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        reading.fault(error.span().unwrap_or_default(), Saying::new("settings-no-toml").of("error", message));
    }
    let mut settings: Vec<_> = table.get_ref().iter().collect();
    // Macros get the keys that are left, wherever they stand in the file.
    settings.sort_by_key(|(name, _)| (name.get_ref() == "macros", name.span().start));
    for (name, value) in settings {
        reading.setting(name.get_ref(), name.span(), value);
    }
    reading.faults.sort_by_key(|fault| fault.place);
    // What is no TOML is no valid setting either; saying it once is enough.
    reading.faults.dedup_by_key(|fault| fault.place);
    (reading.config, reading.faults)
}

/// The settings there are.
const SETTINGS: [&str; 21] = [
    "lang",
    "theme",
    "measure",
    "mouse",
    "layout",
    "order",
    "bidi",
    "kitty_force_ltr",
    "hyperlinks",
    "citation",
    "harakat",
    "digits",
    "fit",
    "justify",
    "french_spaces",
    "hyphenation",
    "rules",
    "cache",
    "outlets",
    "keys",
    "macros",
];

/// A settings file on its way to settings.
struct Reading<'a> {
    text: &'a str,
    path: &'a Path,
    config: Config,
    faults: Vec<Fault>,
}

/// What a macro is written of.
const MACRO_PARTS: [&str; 3] = ["keys", "does", "help"];

type Value<'a> = Spanned<DeValue<'a>>;

impl Reading<'_> {
    fn setting(&mut self, name: &str, span: Range<usize>, value: &Value<'_>) {
        match name {
            "lang" => self.lang(value),
            "theme" => self.theme(value),
            "measure" => self.measure(value),
            "mouse" => self.switch("mouse", value, |config| &mut config.mouse),
            "bidi" => match value.get_ref().as_str() {
                Some(given) if Bidi::parse(given).is_some() => {
                    self.config.bidi = Bidi::parse(given).unwrap_or_default()
                }
                given => self.unknown(value.span(), "bidi", given, &Bidi::ALL.map(Bidi::as_str)),
            },
            "kitty_force_ltr" => self.switch("kitty_force_ltr", value, |config| &mut config.kitty_force_ltr),
            "hyperlinks" => match value.get_ref().as_str() {
                Some(given) if Telling::parse(given).is_some() => {
                    self.config.hyperlinks = Telling::parse(given).unwrap_or_default()
                }
                given => self.unknown(value.span(), "hyperlinks", given, &Telling::ALL.map(Telling::as_str)),
            },
            "citation" => match value.get_ref().as_str() {
                Some(given) if Style::named(given).is_some() => {
                    self.config.citation = Style::named(given).unwrap_or_default()
                }
                given => self.unknown(value.span(), "citation", given, &Style::ALL.map(Style::as_str)),
            },
            "harakat" => match value.get_ref().as_str() {
                Some("auto") => self.config.harakat = None,
                Some("keep") => self.config.harakat = Some(Harakat::Kept),
                Some("strip") => self.config.harakat = Some(Harakat::Stripped),
                given => self.unknown(value.span(), "harakat", given, &["auto", "keep", "strip"]),
            },
            "digits" => match value.get_ref().as_str() {
                Some("keep") => self.config.setting.digits = Digits::Kept,
                Some("latin") => self.config.setting.digits = Digits::Latin,
                Some("arabic") => self.config.setting.digits = Digits::Arabic,
                given => self.unknown(value.span(), "digits", given, &["keep", "latin", "arabic"]),
            },
            "fit" => match value.get_ref().as_str() {
                Some("optimal") => self.config.setting.fit = Fit::Optimal,
                Some("greedy") => self.config.setting.fit = Fit::Greedy,
                given => self.unknown(value.span(), "fit", given, &["optimal", "greedy"]),
            },
            "justify" => self.switch("justify", value, |config| &mut config.setting.justify),
            "french_spaces" => self.switch("french_spaces", value, |config| &mut config.setting.spacing),
            "hyphenation" => self.switch("hyphenation", value, |config| &mut config.setting.hyphenation),
            "layout" => match value.get_ref().as_str() {
                Some("auto") => self.config.stacked = false,
                Some("stacked") => self.config.stacked = true,
                given => self.unknown(value.span(), "layout", given, &["auto", "stacked"]),
            },
            "order" => match value.get_ref().as_str() {
                Some(given) if Order::parse(given).is_some() => {
                    self.config.order = Order::parse(given).unwrap_or_default()
                }
                given => self.unknown(value.span(), "order", given, &Order::ALL.map(Order::as_str)),
            },
            "rules" => match value.get_ref().as_str() {
                Some("") => self.config.rules = None,
                Some(given) => self.config.rules = Some(self.resolve(given)),
                None => self.fault(value.span(), Saying::new("setting-path").of("setting", "rules")),
            },
            "outlets" => self.outlets(value),
            "cache" => self.cache(value),
            "keys" => self.keys(value),
            "macros" => self.macros(value),
            _ => {
                let all = || Saying::new("hint-there-are").of("list", SETTINGS.join(", "));
                let hint = meant(name, SETTINGS).unwrap_or_else(all);
                self.fault(span, Saying::new("setting-unknown").of("setting", name.to_owned()).of("hint", hint));
            }
        }
    }

    /// Something that is done or not.
    fn switch(&mut self, name: &str, value: &Value<'_>, of: impl FnOnce(&mut Config) -> &mut bool) {
        match value.get_ref().as_bool() {
            Some(on) => *of(&mut self.config) = on,
            None => self.fault(value.span(), Saying::new("setting-switch").of("setting", name.to_owned())),
        }
    }

    fn lang(&mut self, value: &Value<'_>) {
        let given = value.get_ref().as_str();
        match Locale::ALL.into_iter().find(|locale| given == Some(locale.tag())) {
            _ if given == Some("auto") => self.config.lang = None,
            Some(locale) => self.config.lang = Some(locale),
            None => {
                let [one, two, three] = Locale::ALL.map(Locale::tag);
                self.unknown(value.span(), "lang", given, &["auto", one, two, three]);
            }
        }
    }

    /// The name of a built-in theme, or a path, which has a slash or an ending.
    fn theme(&mut self, value: &Value<'_>) {
        let given = value.get_ref().as_str();
        self.config.theme = match given {
            Some("auto") => ThemeChoice::Auto,
            Some(path) if path.ends_with(".toml") || path.contains(['/', '\\']) => {
                ThemeChoice::File(self.resolve(path))
            }
            _ => match Theme::NAMES.into_iter().find(|name| given == Some(*name)) {
                Some(name) => ThemeChoice::Named(name),
                None => {
                    let [one, two, three, four] = Theme::NAMES;
                    let known = ["auto", one, two, three, four, "the path of a .toml file"];
                    return self.unknown(value.span(), "theme", given, &known);
                }
            },
        };
    }

    fn measure(&mut self, value: &Value<'_>) {
        let (least, most) = MEASURES;
        let number =
            value.get_ref().as_integer().and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok());
        match number.filter(|number| (least..=most).contains(number)) {
            Some(measure) => self.config.measure = Some(measure),
            None => {
                let number = Saying::new("setting-number").of("setting", "measure");
                self.fault(value.span(), number.of("least", usize::from(least)).of("most", usize::from(most)))
            }
        }
    }

    /// Kept in the usual place, or not, or in a folder.
    fn cache(&mut self, value: &Value<'_>) {
        self.config.cache = match value.get_ref() {
            DeValue::Boolean(true) => cache::Place::Usual,
            DeValue::Boolean(false) => cache::Place::Nowhere,
            DeValue::String(given) if !given.is_empty() => cache::Place::Folder(self.resolve(given)),
            _ => return self.fault(value.span(), Saying::new("setting-cache")),
        };
    }

    fn outlets(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.fault(value.span(), Saying::new("setting-outlets"));
        };
        for (name, others) in table {
            match strings(others.get_ref()) {
                Some(others) => self.config.outlets.push((name.get_ref().to_string(), others)),
                None => self.fault(others.span(), Saying::new("setting-outlet-names")),
            }
        }
    }

    fn keys(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.fault(value.span(), Saying::new("setting-keys"));
        };
        let mut rows: Vec<_> = table.iter().collect();
        rows.sort_by_key(|(name, _)| name.span().start);
        for (name, keys) in rows {
            let Some(notations) = strings(keys.get_ref()) else {
                self.fault(keys.span(), Saying::new("setting-key-list"));
                continue;
            };
            match self.config.keymap.remap(name.get_ref(), &notations) {
                Ok(()) => {}
                Err(KeymapError::UnknownAction(unknown)) => self.no_such_action(name.span(), unknown),
                Err(KeymapError::UnknownKey(unknown)) => {
                    self.fault(keys.span(), Saying::new("no-such-key").of("key", unknown.0));
                }
            }
        }
    }

    fn no_such_action(&mut self, span: Range<usize>, unknown: String) {
        let hint = meant(&unknown, Action::ALL.iter().map(|action| action.name()));
        let hint = hint.unwrap_or_else(|| Saying::new("hint-print-config"));
        self.fault(span, Saying::new("no-such-action").of("name", unknown).of("hint", hint));
    }

    /// Tables by name; one with a fault in what it does is left out, one whose key is taken does without that key.
    fn macros(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.fault(value.span(), Saying::new("setting-macros"));
        };
        let mut rows: Vec<_> = table.iter().collect();
        rows.sort_by_key(|(name, _)| name.span().start);
        let names: Vec<&str> = rows.iter().map(|(name, _)| name.get_ref().as_ref()).collect();
        for (name, parts) in &rows {
            let Some(parts) = parts.get_ref().as_table() else {
                self.fault(parts.span(), Saying::new("setting-macros"));
                continue;
            };
            if Action::named(name.get_ref()).is_some() {
                let taken = Saying::new("macro-name-taken").of("name", name.get_ref().to_string());
                self.fault(name.span(), taken);
                continue;
            }
            let mut new = Macro { name: Clean::new(name.get_ref()), keys: Vec::new(), steps: Vec::new(), help: None };
            let mut keys_span = name.span();
            let mut is_whole = true;
            for (part, value) in parts {
                match part.get_ref().as_ref() {
                    "keys" => {
                        keys_span = value.span();
                        new.keys = self.macro_keys(value);
                    }
                    "does" => match self.steps(value, &names) {
                        Some(steps) => new.steps = steps,
                        None => is_whole = false,
                    },
                    "help" => match value.get_ref().as_str() {
                        Some(help) => new.help = Some(Clean::new(help)),
                        None => self.fault(value.span(), Saying::new("macro-help")),
                    },
                    other => {
                        let all = || Saying::new("hint-there-are").of("list", MACRO_PARTS.join(", "));
                        let hint = meant(other, MACRO_PARTS).unwrap_or_else(all);
                        let unknown = Saying::new("setting-unknown").of("setting", other.to_owned());
                        self.fault(part.span(), unknown.of("hint", hint));
                    }
                }
            }
            if !is_whole {
                continue;
            }
            if new.steps.is_empty() {
                self.fault(name.span(), Saying::new("macro-does-nothing").of("name", name.get_ref().to_string()));
                continue;
            }
            for (key, by) in self.config.keymap.add_macro(new) {
                let by = self.config.keymap.name(by).to_owned();
                self.fault(keys_span.clone(), Saying::new("macro-key-taken").of("key", key.to_string()).of("by", by));
            }
        }
    }

    /// The keys of a macro; one that is none is said and left out.
    fn macro_keys(&mut self, value: &Value<'_>) -> Vec<Key> {
        let Some(notations) = strings(value.get_ref()) else {
            self.fault(value.span(), Saying::new("setting-key-list"));
            return Vec::new();
        };
        let (mut keys, mut unknown) = (Vec::new(), Vec::new());
        for notation in notations {
            notation.parse().map_or_else(|none: UnknownKey| unknown.push(none.0), |key| keys.push(key));
        }
        for key in unknown {
            self.fault(value.span(), Saying::new("no-such-key").of("key", key));
        }
        keys
    }

    /// What a macro does; none, with a word about it, where a step is none. `names` are those of all macros.
    fn steps(&mut self, value: &Value<'_>, names: &[&str]) -> Option<Vec<Step>> {
        let Some(written) = strings(value.get_ref()) else {
            self.fault(value.span(), Saying::new("macro-does-list"));
            return None;
        };
        let mut steps = Vec::new();
        for step in written {
            match Step::parse(&step) {
                Some(step) => steps.push(step),
                None if names.contains(&step.as_str()) => {
                    self.fault(value.span(), Saying::new("macro-in-macro").of("name", step));
                    return None;
                }
                None => {
                    self.no_such_action(value.span(), step);
                    return None;
                }
            }
        }
        Some(steps)
    }

    fn unknown(&mut self, span: Range<usize>, setting: &str, given: Option<&str>, known: &[&str]) {
        let list = known.join(", ");
        let message = match given {
            Some(given) => {
                let all = || Saying::new("hint-may-be").of("list", list);
                let hint = meant(given, known.iter().copied()).unwrap_or_else(all);
                let no_such = Saying::new("setting-not").of("setting", setting.to_owned());
                no_such.of("given", given.to_owned()).of("hint", hint)
            }
            None => Saying::new("setting-one-of").of("setting", setting.to_owned()).of("list", list),
        };
        self.fault(span, message);
    }

    fn fault(&mut self, span: Range<usize>, message: Saying) {
        let place = Some(line_and_column(self.text, span.start));
        self.faults.push(Fault { path: self.path.to_path_buf(), place, message });
    }

    /// A path as written in the file: from the home folder with `~/`, else from the file's own folder.
    fn resolve(&self, given: &str) -> PathBuf {
        let home = given.strip_prefix("~/").and_then(|rest| Some(BaseDirs::new()?.home_dir().join(rest)));
        home.unwrap_or_else(|| self.path.parent().unwrap_or(Path::new("")).join(given))
    }
}

/// A list of strings; one string alone stands for a list of one.
fn strings(value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::String(only) => Some(vec![only.to_string()]),
        DeValue::Array(array) => array.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// The known word that begins like this one or is nearest to it, as a question, if it may have been meant.
fn meant<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Saying> {
    let given = given.to_lowercase();
    let likeness = |word: &str| match word.starts_with(&given) && !given.is_empty() {
        true => 1.0,
        false => strsim::normalized_damerau_levenshtein(&given, word),
    };
    let (nearest, likeness) =
        known.into_iter().map(|word| (word, likeness(word))).max_by(|one, other| one.1.total_cmp(&other.1))?;
    (likeness >= 0.5).then(|| Saying::new("hint-meant").of("word", nearest.to_owned()))
}

/// The line and the column of a byte of a text, both counted from 1.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::{Config, DEFAULT, ThemeChoice, read};

    use std::path::{Path, PathBuf};

    use crate::app::action::Action;
    use crate::app::input::Key;
    use crate::app::macros::Step;
    use crate::app::reader::Reader;
    use crate::cache::Place;
    use crate::export::style::Style;
    use crate::locale::Locale;
    use crate::locale::words::Words;
    use crate::store::order::Order;
    use crate::terminal::bidi::Bidi;
    use crate::terminal::hyperlink::Telling;
    use crate::text::setting::{Digits, Harakat, Setting};
    use crate::text::wrap::Fit;
    use crate::ui::theme::Theme;

    fn faults(text: &str) -> Vec<String> {
        read(text, Path::new("config.toml")).1.iter().map(|fault| Words::default().saying(&fault.saying())).collect()
    }

    #[test]
    fn the_printed_settings_are_the_defaults() {
        assert_eq!(read(DEFAULT, Path::new("config.toml")), (Config::default(), vec![]));
        let uncommented: String = DEFAULT
            .lines()
            .map(|line| line.strip_prefix("#: ").unwrap_or(line))
            .fold(String::new(), |text, line| text + line + "\n");
        let all = Config { measure: Some(Reader::default().measure()), ..Config::default() };
        assert_eq!(read(&uncommented, Path::new("config.toml")), (all, vec![]));
        for action in Action::ALL {
            let keys: Vec<_> = action.default_keys().map(|key| format!("\"{key}\"")).collect();
            let line = format!("{} = [{}]", action.name(), keys.join(", "));
            assert!(uncommented.lines().any(|known| known == line), "assets/config.toml lacks: #: {line}");
        }
    }

    #[test]
    fn settings_are_read() {
        let text = r#"
            lang = "ar"
            theme = "ink"
            measure = 0x40
            mouse = false
            layout = "stacked"
            order = "oldest"
            bidi = "terminal"
            kitty_force_ltr = true
            hyperlinks = "never"
            citation = "iso-690"
            harakat = "strip"
            digits = "latin"
            fit = "greedy"
            justify = true
            french_spaces = false
            hyphenation = true
            rules = "mine"
            cache = "kept"
            [outlets]
            "Le Monde" = ["lemonde.fr", "Le Monde.fr"]
            [keys]
            quit = "Q"
            open = ["enter", "l"]
        "#;
        let (config, faults) = read(text, Path::new("/etc/kiosque/config.toml"));
        assert_eq!(faults, []);
        assert_eq!(config.lang, Some(Locale::Arabic));
        assert_eq!(config.theme, ThemeChoice::Named("ink"));
        assert_eq!(
            (config.measure, config.mouse, config.stacked, config.order),
            (Some(64), false, true, Order::Oldest)
        );
        assert_eq!((config.bidi, config.kitty_force_ltr), (Bidi::Terminal, true));
        assert_eq!((config.hyperlinks, config.citation), (Telling::Never, Style::Iso690));
        assert_eq!(config.harakat, Some(Harakat::Stripped));
        let setting = Setting {
            digits: Digits::Latin,
            fit: Fit::Greedy,
            justify: true,
            spacing: false,
            hyphenation: true,
            ..Setting::screen()
        };
        assert_eq!(config.setting, setting);
        assert_eq!(config.rules, Some(PathBuf::from("/etc/kiosque/mine")));
        assert_eq!(config.cache, Place::Folder(PathBuf::from("/etc/kiosque/kept")));
        assert_eq!(config.outlets, [("Le Monde".to_owned(), vec!["lemonde.fr".to_owned(), "Le Monde.fr".to_owned()])]);
        assert_eq!(config.keymap.keys(Action::Quit), [Key::char('Q')]);
        assert_eq!(config.keymap.hint(Action::Open), Some("l".to_owned()));
    }

    #[test]
    fn a_theme_is_a_name_or_a_file() {
        for theme in Theme::NAMES {
            let (config, faults) = read(&format!("theme = \"{theme}\""), Path::new("config.toml"));
            assert_eq!((config.theme, faults), (ThemeChoice::Named(theme), vec![]));
        }
        let (config, _) = read("theme = \"sepia.toml\"", Path::new("/home/me/config.toml"));
        assert_eq!(config.theme, ThemeChoice::File(PathBuf::from("/home/me/sepia.toml")));
    }

    #[test]
    fn a_fault_names_its_place_and_the_way_out() {
        for (text, expected) in [
            ("mesure = 3", "config.toml, line 1, column 1: there is no setting \"mesure\"; did you mean \"measure\"?"),
            (
                "\n  theme = \"papr\"",
                "config.toml, line 2, column 11: theme cannot be \"papr\"; did you mean \"paper\"?",
            ),
            (
                "lang = \"french\"",
                "config.toml, line 1, column 8: lang cannot be \"french\"; it may be auto, en, fr, ar",
            ),
            ("measure = 7", "config.toml, line 1, column 11: measure is a number of cells from 20 to 240"),
            ("measure = \"wide\"", "config.toml, line 1, column 11: measure is a number of cells from 20 to 240"),
            (
                "measure = 99999999999999999999",
                "config.toml, line 1, column 11: measure is a number of cells from 20 to 240",
            ),
            ("mouse = \"no\"", "config.toml, line 1, column 9: mouse is true or false"),
            (
                "harakat = \"stirp\"",
                "config.toml, line 1, column 11: harakat cannot be \"stirp\"; did you mean \"strip\"?",
            ),
            ("digits = 7", "config.toml, line 1, column 10: digits is one of these, in quotes: keep, latin, arabic"),
            ("\njustify = \"yes\"", "config.toml, line 2, column 11: justify is true or false"),
            ("cache = 3", "config.toml, line 1, column 9: cache is true, false, or a folder in quotes"),
            ("layout = 3", "config.toml, line 1, column 10: layout is one of these, in quotes: auto, stacked"),
            (
                "order = \"best\"",
                "config.toml, line 1, column 9: order cannot be \"best\"; did you mean \"best match\"?",
            ),
            ("keys = 1", "config.toml, line 1, column 8: keys is a table: [keys], then action = [\"key\", \"key\"]"),
            (
                "[keys]\nqit = [\"x\"]",
                "config.toml, line 2, column 1: no action is called \"qit\"; did you mean \"quit\"?",
            ),
            (
                "[keys]\nquit = [\"hyper-x\"]",
                "config.toml, line 2, column 8: no key is called \"hyper-x\"; write keys as j, G, ?, ctrl-d, shift-tab, enter, pgdn, f5",
            ),
            (
                "macros = 1",
                "config.toml, line 1, column 10: macros are tables: [macros], then name = { keys = [\"X\"], does = [\"action\", \"search:words\"] }",
            ),
            (
                "[macros]\nm = [\"next\"]",
                "config.toml, line 2, column 5: macros are tables: [macros], then name = { keys = [\"X\"], does = [\"action\", \"search:words\"] }",
            ),
            (
                "[macros]\nm = { keys = \"X\" }",
                "config.toml, line 2, column 1: the macro m does nothing: does = [\"action\", \"search:words\"]",
            ),
            (
                "[macros]\nm = { does = 3 }",
                "config.toml, line 2, column 14: what a macro does is a list of actions: [\"pick-outlets\", \"search:words\"]",
            ),
            (
                "[macros]\nm = { does = \"nxt\" }",
                "config.toml, line 2, column 14: no action is called \"nxt\"; did you mean \"next\"?",
            ),
            (
                "[macros]\nzen = { does = \"next\" }",
                "config.toml, line 2, column 1: zen is an action already: a macro needs a name of its own",
            ),
            (
                "[macros]\na = { does = \"next\" }\nb = { does = [\"a\"] }",
                "config.toml, line 3, column 14: a is a macro: macros are made of actions alone",
            ),
            (
                "[macros]\nm = { keys = \"z\", does = \"next\" }",
                "config.toml, line 2, column 14: z does zen already; take another key, or give zen another one under [keys]",
            ),
            (
                "[macros]\nm = { keys = \"zz\", does = \"next\" }",
                "config.toml, line 2, column 14: no key is called \"zz\"; write keys as j, G, ?, ctrl-d, shift-tab, enter, pgdn, f5",
            ),
            (
                "[macros]\nm = { key = \"X\", does = \"next\" }",
                "config.toml, line 2, column 7: there is no setting \"key\"; did you mean \"keys\"?",
            ),
            (
                "[macros]\nm = { help = 3, does = \"next\" }",
                "config.toml, line 2, column 14: the help of a macro is a text in quotes",
            ),
            ("[keys]\nquit = 3", "config.toml, line 2, column 8: the keys of an action are a list: [\"j\", \"down\"]"),
        ] {
            assert_eq!(faults(text), [expected], "{text}");
        }
    }

    #[test]
    fn macros_get_the_keys_that_actions_leave_wherever_they_stand() {
        let text = r#"
            [macros]
            quiet = { keys = ["z", "f5"], does = ["zen", "search: is:unread ", "first"], help = "Read in quiet" }
            plain = { does = "map" }
            [keys]
            zen = ["Z"]
        "#;
        let (config, faults) = read(text, Path::new("config.toml"));
        assert_eq!(faults, []);
        let [quiet, plain] = config.keymap.macros() else { panic!("there are two") };
        assert_eq!(quiet.keys, ["z", "f5"].map(|key| key.parse::<Key>().unwrap()));
        let search = Step::Search("is:unread ".to_owned());
        assert_eq!(quiet.steps, [Step::Do(Action::Zen), search, Step::Do(Action::First)]);
        assert_eq!(quiet.does(&Words::default()), "Read in quiet");
        assert_eq!(
            (plain.keys.len(), plain.does(&Words::default()).as_str()),
            (0, Action::Map.help(&Words::default()))
        );
    }

    #[test]
    fn a_fault_costs_only_its_own_part() {
        let text = "theme = \"papr\"\nmeasure = 60\nmouse = maybe\norder = \"oldest\"\n[keys]\nfly = [\"x\"]\nquit = [\"Q\"]\n";
        let (config, faults) = read(text, Path::new("config.toml"));
        assert_eq!(
            faults.iter().map(|fault| fault.place).collect::<Vec<_>>(),
            [Some((1, 9)), Some((3, 9)), Some((6, 1))]
        );
        assert_eq!((config.theme, config.measure, config.order), (ThemeChoice::Auto, Some(60), Order::Oldest));
        assert_eq!(config.keymap.keys(Action::Quit), [Key::char('Q')]);
    }

    #[test]
    fn what_is_no_toml_at_all_is_one_or_more_faults_and_no_panic() {
        for text in ["[[[", "a = ", "\u{0}", "= 3", "\"", "keys", "measure = 60\nmeasure = 70\n"] {
            let (config, faults) = read(text, Path::new("config.toml"));
            assert!(!faults.is_empty(), "{text:?}");
            assert!(config.keymap == Config::default().keymap);
        }
    }
}
