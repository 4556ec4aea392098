//! The feeds that are followed: a folder each, beside each other in the data folder.
//!
//! ```text
//! ~/.local/share/kiosque/feeds/lemonde-fr-international/
//!     feed.toml                                          what is known of the feed
//!     2026-11-20-le-phare-rouvre-3f2a90c1d4e5.html       an entry, readable in any browser
//!     2026-11-20-le-phare-rouvre-3f2a90c1d4e5.full.html  the page of that entry, where it was asked for
//! ```
//!
//! There is no other list: whoever copies, renames or removes a folder has done the same to the feed. Files are replaced as
//! wholes. One kiosque at a time writes into a folder; the locks stand outside of it, and end with their process.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::fetch::failure::Failure;
use crate::fetch::name::slug;
use crate::locale::words::Saying;
use crate::writing;

/// The file of a feed's folder in which stands what is known of it.
pub const ABOUT: &str = "feed.toml";

/// The data folder, with a folder for each feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeds {
    data: PathBuf,
}

/// A feed, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Subscription {
    /// Where its entries are.
    #[serde(skip)]
    pub folder: PathBuf,
    /// Where it is fetched from.
    pub address: String,
    /// What it calls itself; empty before it was fetched for the first time.
    pub title: String,
    /// The address of its site, as it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
    /// The sections of the list it came from, the outermost first: they go out with it again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// It is fetched; otherwise only its entries are still there.
    #[serde(default = "yes")]
    pub subscribed: bool,
    /// What the host gave with the last answer, to be asked whether it still holds. RFC 9110, section 8.8.3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The same by a date, in the words of the host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// When it was fetched for the last time.
    #[serde(with = "moment", skip_serializing_if = "Option::is_none")]
    pub fetched: Option<DateTime<Utc>>,
    /// The host has asked not to be asked before.
    #[serde(with = "moment", skip_serializing_if = "Option::is_none")]
    pub wanted_after: Option<DateTime<Utc>>,
    /// What went wrong since.
    #[serde(deserialize_with = "as_far_as_it_makes_sense", skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Trouble>,
}

/// What goes wrong with a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Trouble {
    /// Since when it is tried in vain.
    #[serde(with = "moment")]
    pub since: Option<DateTime<Utc>>,
    /// How often.
    pub times: u32,
    /// When it is tried again; never, where it is gone.
    #[serde(with = "moment", default, skip_serializing_if = "Option::is_none")]
    pub again: Option<DateTime<Utc>>,
    /// Why, the last time.
    pub why: Failure,
}

fn yes() -> bool {
    true
}

/// A moment as it stands in a file: `2026-11-21T16:00:00Z`. What is none counts as none.
mod moment {
    use super::{DateTime, Deserialize, Deserializer, Serializer, Utc};
    use chrono::SecondsFormat;

    pub(super) fn serialize<S: Serializer>(moment: &Option<DateTime<Utc>>, serializer: S) -> Result<S::Ok, S::Error> {
        match moment {
            Some(moment) => serializer.serialize_str(&moment.to_rfc3339_opts(SecondsFormat::Secs, true)),
            None => serializer.serialize_str(""),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime<Utc>>, D::Error> {
        let written = String::deserialize(deserializer)?;
        Ok(DateTime::parse_from_rfc3339(&written).ok().map(|moment| moment.to_utc()))
    }
}

/// Trouble of a later version is as good as none: it will show again.
fn as_far_as_it_makes_sense<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Trouble>, D::Error> {
    let table = toml::Table::deserialize(deserializer)?;
    Ok(table.try_into().ok())
}

impl Subscription {
    /// What it is called: its title, or else its address.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.address } else { &self.title }
    }

    /// The name of its folder.
    pub fn folder_name(&self) -> String {
        self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// How many entries there are, each counted once.
    pub fn n_entries(&self) -> usize {
        let Ok(files) = fs::read_dir(&self.folder) else { return 0 };
        let names = files.filter_map(Result::ok).map(|file| file.file_name().to_string_lossy().into_owned());
        names.filter(|name| !name.starts_with('.') && name.ends_with(".html") && !name.ends_with(FULL)).count()
    }

    /// Puts what is known of it into its folder.
    pub(super) fn keep(&self) -> io::Result<()> {
        let written = toml::to_string(self).map_err(io::Error::other)?;
        let text = format!("# A feed that kiosque follows; `kiosque feeds` lists them all.\n{written}");
        writing::replace(&self.folder.join(ABOUT), text.as_bytes())
    }
}

/// How the name of a file ends that holds the whole page of an entry.
pub const FULL: &str = ".full.html";

impl Feeds {
    /// Those in the [folder for data](writing::data_folder); none without a home.
    pub fn of_this_system() -> Option<Feeds> {
        writing::data_folder().map(Feeds::at)
    }

    /// Those in this data folder.
    pub fn at(data: impl Into<PathBuf>) -> Feeds {
        Feeds { data: data.into() }
    }

    /// The folder with the folders of all feeds: an archive like any other.
    pub fn folder(&self) -> PathBuf {
        self.data.join("feeds")
    }

    /// No feed has been fetched, nor is any to be.
    pub fn is_empty(&self) -> bool {
        self.folders().is_empty()
    }

    /// All that are to be fetched, by their names, with a sentence about each whose file cannot be read.
    pub fn subscriptions(&self) -> (Vec<Subscription>, Vec<Saying>) {
        let (all, faults) = self.known();
        (all.into_iter().filter(|feed| feed.subscribed).collect(), faults)
    }

    /// The same with those that are no longer fetched.
    pub(super) fn known(&self) -> (Vec<Subscription>, Vec<Saying>) {
        let mut known = Vec::new();
        let mut faults = Vec::new();
        for folder in self.folders() {
            match about(&folder) {
                Ok(subscription) => known.push(subscription),
                Err(fault) => faults.push(fault),
            }
        }
        known.sort_by_cached_key(|feed| (feed.name().to_lowercase(), feed.address.clone()));
        (known, faults)
    }

    fn folders(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.folder()) else { return Vec::new() };
        entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.join(ABOUT).is_file()).collect()
    }

    /// A folder for a new feed, named after its host and its title as no other is. Whoever calls holds the lock of the list.
    pub(super) fn new_folder(&self, host: &str, title: &str) -> io::Result<PathBuf> {
        writing::make_private(&self.folder())?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        let name = slug(&format!("{host} {title}"), LONGEST_FOLDER_NAME).unwrap_or_else(|| "feed".to_owned());
        for n in 1.. {
            let name = if n == 1 { name.clone() } else { format!("{name}-{n}") };
            let folder = self.folder().join(name);
            match DirBuilder::new().create(&folder) {
                Ok(()) => return Ok(folder),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Waits until nobody else changes the list of feeds.
    pub(super) fn lock(&self) -> io::Result<File> {
        let file = self.lock_file("list")?;
        file.lock()?;
        Ok(file)
    }

    /// The right to write into the folder of a feed, as long as what is given back lives; none while another has it.
    pub(super) fn lock_feed(&self, feed: &Subscription) -> io::Result<Option<File>> {
        let file = self.lock_file(&feed.folder_name())?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn lock_file(&self, name: &str) -> io::Result<File> {
        let folder = self.data.join("locks");
        writing::make_private(&folder)?;
        writing::lock_file(&folder.join(format!("{name}.lock")))
    }
}

/// Cells of the name of a folder, without the number that tells it from others.
const LONGEST_FOLDER_NAME: usize = 60;

/// What is known of the feed in this folder.
pub(super) fn about(folder: &Path) -> Result<Subscription, Saying> {
    let path = folder.join(ABOUT);
    let unread = |error: String| Saying::new("feed-unread").of("path", path.display().to_string()).of("error", error);
    let text = fs::read_to_string(&path).map_err(|error| unread(error.to_string()))?;
    let known: Subscription = toml::from_str(&text).map_err(|error| unread(error.message().to_owned()))?;
    if known.address.is_empty() {
        return Err(unread("address".to_owned()));
    }
    Ok(Subscription { folder: folder.to_owned(), ..known })
}
