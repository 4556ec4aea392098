//! What a target does with the bytes it is given. A panic is a finding, also one that kiosque would have caught; so is a
//! hang, and memory without bounds.

use std::sync::LazyLock;

use kiosque::formats::{self, FORMATS, Format, Records};
use kiosque::ingest::Context;
use kiosque::model::document::Origin;

/// So many records of a file become documents: most of the time goes there.
const N_DOCUMENTS: usize = 2;

static CONTEXT: LazyLock<Context<'static>> = LazyLock::new(Context::default);

/// Reads bytes as a file of this format, whether they look like one or not. Targets are called by the first word of its name,
/// in small letters.
pub fn read_as(name: &str, bytes: &[u8]) {
    let is_it = |format: &&Format| format.name.split(',').any(|word| word.eq_ignore_ascii_case(name));
    let format = FORMATS.iter().find(is_it).expect("a format of the table");
    drain(format.records(bytes));
}

/// Reads bytes as whatever they look like.
pub fn read(bytes: &[u8]) {
    drain(formats::records(bytes));
}

fn drain(records: Records<'_>) {
    for (n, record) in records.enumerate() {
        if let Ok(record) = record
            && n < N_DOCUMENTS
        {
            formats::document(&CONTEXT, &Origin::default(), &record);
        }
    }
}

/// A target that reads its bytes as a file of one format.
#[macro_export]
macro_rules! reads_as {
    ($name:literal) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::read_as($name, bytes));
    };
}
