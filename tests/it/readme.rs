//! The README says what the program does: its table of keys is the table of actions.
//!
//! `KIOSQUE_UPDATE_README=1 cargo test readme` writes the table anew.

use std::path::Path;

use kiosque::app::action;

#[test]
fn its_keys_are_those_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme.split_once("<!-- keys -->\n").expect("the table of keys begins somewhere");
    let (table, after) = rest.split_once("<!-- /keys -->").expect("and ends");
    let wanted = action::markdown();
    if std::env::var_os("KIOSQUE_UPDATE_README").is_some() {
        let readme = format!("{before}<!-- keys -->\n{wanted}<!-- /keys -->{after}");
        std::fs::write(&path, readme).expect("the README can be written");
        return;
    }
    assert_eq!(table, wanted);
}
