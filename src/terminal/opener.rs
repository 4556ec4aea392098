//! Hands an address to the program that opens addresses on this system.
//!
//! No shell is in between: the address is one argument, whatever it holds, and it begins with its scheme. The program has no
//! part in the terminal: it is given nothing to read, what it writes is nobody's business, and it lives on when the
//! newsstand is left.

use std::io;
use std::process::{Child, Command, Stdio};

use crate::model::address::WebAddress;

/// The program that opens an address, and the arguments before that.
const OPENER: (&str, &[&str]) = if cfg!(target_os = "macos") {
    ("open", &[])
} else if cfg!(windows) {
    ("rundll32", &["url.dll,FileProtocolHandler"])
} else {
    ("xdg-open", &[])
};

/// What the program is called.
pub const NAME: &str = OPENER.0;

/// Starts the program. It may go on for as long as what it opens, or be over at once.
pub fn open(address: &WebAddress) -> io::Result<Child> {
    let (program, before) = OPENER;
    let mut command = Command::new(program);
    command.args(before).arg(address.as_str());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    detach(&mut command);
    command.spawn()
}

/// Keys that interrupt or stop the newsstand are not meant for it.
#[cfg(unix)]
pub(super) fn detach(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
pub(super) fn detach(_: &mut Command) {}
