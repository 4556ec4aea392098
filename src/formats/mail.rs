//! Letters: mailboxes (mbox) and single ones (EML), among them those of a Maildir, which is a folder of letters. Newsletters
//! are what is meant, so that a letter is a page of the list it came by, and any other one has an author.
//!
//! A mailbox is read letter by letter, by the lines between them alone: the lengths that some programs wrote into letters are
//! wrong as soon as another program has touched them. Files that are attached are left out.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderForm, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use memchr::memmem;

use crate::formats::caught::caught;
use crate::formats::sniff::Sample;
use crate::formats::stream::{self, Stream};
use crate::formats::{Content, Format, MAX_BYTES, Record, Records, Refusal, html};
use crate::ingest::decode;
use crate::ingest::manuscript::{About, Statement};
use crate::model::problem::Fault;

/// A letter of a mailbox is a record.
pub(super) const MBOX: Format = Format {
    name: "mbox",
    what: "a mailbox: a letter is an article",
    known_by: "a line \"From\" with an address and a date, and the head of a letter under it",
    recognises: |sample| {
        let mut lines = sample.lines();
        lines.next().is_some_and(is_separator) && lines.next().is_some_and(|line| header(line).is_some())
    },
    open: mailbox,
};

/// A letter is one record.
pub(super) const EML: Format = Format {
    name: "eml",
    what: "a letter or newsletter; a Maildir is a folder of them",
    known_by: "the lines of its head: From and Date with Message-ID, Received or MIME-Version",
    recognises: |sample| is_letter(&Head::of(sample)),
    open: |stream| {
        let (bytes, fault) = stream.whole();
        let letter = (!bytes.is_empty()).then(|| letter(&bytes));
        Box::new(letter.into_iter().chain(fault.map(|fault| Err(Refusal::new(fault)))))
    },
};

/// The head of a letter, or of anything that is written like one.
pub(super) struct Head<'h> {
    /// Names, in small letters, and values as they stand there, without the lines that continue them.
    fields: Vec<(String, Cow<'h, str>)>,
}

impl<'h> Head<'h> {
    /// The head that a file begins with; empty where anything else stands in it.
    pub(super) fn of(sample: &'h Sample<'_>) -> Head<'h> {
        let mut fields = Vec::new();
        for line in sample.text.split(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.is_empty() {
                break;
            }
            let continues = line.starts_with(b" ") || line.starts_with(b"\t");
            match header(line) {
                Some((name, value)) => fields.push((name.to_ascii_lowercase(), String::from_utf8_lossy(value))),
                None if continues && !fields.is_empty() => {}
                // A few programs leave the line between mailboxes where they keep single letters.
                None if fields.is_empty() && is_separator(line) => {}
                None => return Head { fields: Vec::new() },
            }
        }
        Head { fields }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(found, _)| found == name).map(|(_, value)| value.trim())
    }
}

/// A page of text can begin with `From: the editor`, but not with all of these.
fn is_letter(head: &Head<'_>) -> bool {
    let is_sent =
        ["message-id", "received", "mime-version", "return-path", "delivered-to"].iter().any(|name| head.has(name));
    let is_addressed = head.value("from").is_some_and(|from| from.contains('@')) && head.has("subject");
    head.has("from") && (head.has("date") || head.has("received")) && (is_sent || is_addressed)
}

/// A line of a head: a name of visible letters, a colon, and what is said.
fn header(line: &[u8]) -> Option<(String, &[u8])> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    let is_name =
        (1..=64).contains(&name.len()) && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
    is_name.then(|| (String::from_utf8_lossy(name).into_owned(), value))
}

/// Whether a line stands between letters: `From somebody Sat Jan  3 01:05:34 1996`, of whichever program.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let words = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let is_year = |word: &[u8]| {
        word.len() == 4 && word.iter().all(u8::is_ascii_digit) && (word.starts_with(b"19") || word.starts_with(b"20"))
    };
    let is_time = |word: &[u8]| {
        word.len() >= 4
            && word[0].is_ascii_digit()
            && word.contains(&b':')
            && word.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
    };
    let (mut has_year, mut has_time) = (false, false);
    for word in words.skip(1) {
        has_year |= is_year(word);
        has_time |= is_time(word);
    }
    has_year && has_time
}

/// The letters of a mailbox, one at a time.
fn mailbox(stream: Stream<'_>) -> Records<'_> {
    let mut mailbox = Mailbox { stream, n_lines: 0, begins: None, is_over: false };
    // What stands before the first separator is no letter.
    let first = mailbox.letter().err().map(|fault| Err(Refusal::new(fault)));
    Box::new(first.into_iter().chain(mailbox))
}

struct Mailbox<'r> {
    stream: Stream<'r>,
    /// Lines read so far.
    n_lines: u64,
    /// The line of the separator that was read last: a letter follows.
    begins: Option<u64>,
    is_over: bool,
}

/// So much of a line is read at once: a letter without line ends must not need more memory than one with them.
const PIECE: u64 = 64 << 10;

impl Mailbox<'_> {
    /// The lines up to the next separator. All of them are read, even where they are too many to be kept.
    fn letter(&mut self) -> Result<Vec<u8>, Fault> {
        let (mut letter, mut piece) = (Vec::new(), Vec::new());
        let (mut begins_line, mut is_after_blank, mut is_too_large) = (true, true, false);
        loop {
            piece.clear();
            let read = self.stream.by_ref().take(PIECE).read_until(b'\n', &mut piece);
            self.is_over = !matches!(read, Ok(1..));
            if let Err(error) = read {
                return Err(stream::fault(&error));
            }
            self.n_lines += u64::from(begins_line && !self.is_over);
            let is_separator = begins_line && is_after_blank && is_separator(piece.trim_ascii_end());
            if is_separator {
                self.begins = Some(self.n_lines);
            }
            if is_separator || self.is_over {
                return if is_too_large { Err(Fault::TooLarge(MAX_BYTES)) } else { Ok(letter) };
            }
            is_too_large |= (letter.len() + piece.len()) as u64 > MAX_BYTES;
            if !is_too_large {
                letter.extend_from_slice(if begins_line { unquoted(&piece) } else { &piece });
            }
            is_after_blank = begins_line && piece.trim_ascii_end().is_empty();
            begins_line = piece.ends_with(b"\n");
        }
    }
}

impl Iterator for Mailbox<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Result<Record, Refusal>> {
        let line = self.begins.take()?;
        // Mailboxes are counted by their separators; the number is set by whoever counts.
        let refuse = |fault| Refusal { record: Some(0), line: Some(line), ..Refusal::new(fault) };
        let record =
            self.letter().map_err(refuse).and_then(|bytes| letter(&bytes).map_err(|refusal| refuse(refusal.fault)));
        Some(record.map(|record| Record { line: Some(line), ..record }))
    }
}

/// A line that was marked so as not to be taken for a separator: `>From the beginning`.
fn unquoted(line: &[u8]) -> &[u8] {
    let bare = line.iter().position(|byte| *byte != b'>').unwrap_or_default();
    if bare > 0 && line[bare..].starts_with(b"From ") { &line[1..] } else { line }
}

/// Reads a letter as a record.
fn letter(bytes: &[u8]) -> Result<Record, Refusal> {
    if bytes.trim_ascii().is_empty() {
        return Err(Refusal::new(Fault::NoText));
    }
    let bytes = with_decoded_head(bytes);
    let message = parse(&bytes).map_err(Refusal::new)?;
    // A letter that was only passed on is in the envelope of somebody else.
    let passed_on = message.attachments().find_map(MessagePart::message).filter(|_| content(&message).is_none());
    let message = passed_on.unwrap_or(&message);
    let content = content(message).ok_or_else(|| Refusal::new(Fault::NoText))?;
    Ok(Record { content, statements: statements(message), ..Record::default() })
}

/// The parts of what is written like a letter. The parser has assertions about them that odd bytes have broken; that costs the
/// letter and not its mailbox.
pub(super) fn parse(bytes: &[u8]) -> Result<Message<'_>, Fault> {
    let message = caught(|| MessageParser::default().parse(bytes));
    let message = message.map_err(|_| Fault::Malformed("its parts contradict each other".to_owned()))?;
    message.ok_or_else(|| Fault::Malformed("it has no head of a letter".to_owned()))
}

/// A head in another encoding than UTF-8, which is against all rules and done, is decoded as pages are.
fn with_decoded_head(bytes: &[u8]) -> Cow<'_, [u8]> {
    let end = memmem::find(bytes, b"\n\n").or_else(|| memmem::find(bytes, b"\n\r\n")).unwrap_or(bytes.len());
    let (head, rest) = bytes.split_at(end);
    match std::str::from_utf8(head) {
        Ok(_) => Cow::Borrowed(bytes),
        Err(_) => Cow::Owned([decode::decode(head).0.as_bytes(), rest].concat()),
    }
}

/// The text of a letter: what is marked up before what is plain.
fn content(message: &Message<'_>) -> Option<Content> {
    let join = |texts: Vec<String>| Some(texts.join("\n")).filter(|text| !text.trim().is_empty());
    let html = message.html_bodies().filter(|part| matches!(part.body, PartType::Html(_)));
    let html = join(html.map(|part| text_of(message, part)).collect());
    // Where they are is said by the page itself, if at all.
    let html = html.filter(|html| has_words(html)).map(|html| Content::Fragment { html, base: None });
    let plain = message.text_bodies().filter(|part| matches!(part.body, PartType::Text(_)));
    let plain = || join(plain.map(|part| unfolded(part, text_of(message, part))).collect());
    html.or_else(|| plain().map(|text| Content::Text(text.into_bytes())))
}

/// Whether there is a letter or digit in the markup outside of its tags; some letters have pictures only, and a plain text.
fn has_words(html: &str) -> bool {
    let mut in_tag = false;
    html.chars().any(|c| {
        in_tag = c == '<' || in_tag && c != '>';
        !in_tag && c.is_alphanumeric()
    })
}

/// The text of a part. Where its encoding is not declared or wrong, it is decoded as pages are.
pub(super) fn text_of(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let text = part.text_contents().unwrap_or_default();
    match bytes_of(message, part).filter(|_| part.is_encoding_problem || text.contains('\u{fffd}')) {
        Some(bytes) => html::decode(&bytes, charset(part)).0.into_owned(),
        None => text.to_owned(),
    }
}

/// The encoding that the head of a part declares.
pub(super) fn charset<'p>(part: &'p MessagePart<'_>) -> Option<&'p str> {
    part.content_type()?.attribute("charset")
}

/// The bytes of a part as they were before they were made fit for the mail.
pub(super) fn bytes_of<'m>(message: &'m Message<'_>, part: &MessagePart<'_>) -> Option<Cow<'m, [u8]>> {
    let sent = message.raw_message().get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::None => Some(Cow::Borrowed(sent)),
        Encoding::QuotedPrintable => quoted_printable_decode(sent).map(Cow::Owned),
        Encoding::Base64 => base64_decode(sent).map(Cow::Owned),
    }
}

/// Plain text whose lines were folded at spaces (RFC 3676, `format=flowed`).
fn unfolded(part: &MessagePart<'_>, text: String) -> String {
    let said = |name: &str, value: &str| {
        let said = part.content_type().and_then(|kind| kind.attribute(name));
        said.is_some_and(|said| said.eq_ignore_ascii_case(value))
    };
    if !said("format", "flowed") {
        return text;
    }
    let drops_space = said("delsp", "yes");
    let mut flowing = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line.strip_suffix(' ').filter(|_| line != "-- " && !line.starts_with('>')) {
            Some(folded) => flowing.push_str(if drops_space { folded } else { line }),
            None => {
                flowing.push_str(line);
                flowing.push('\n');
            }
        }
    }
    flowing
}

/// What the head of a letter says. What came by a list is published by the list; if many write to it, they are its authors.
fn statements(message: &Message<'_>) -> Vec<Statement> {
    let words = |name: &'static str| {
        let values = message.header_as(name, HeaderForm::Text);
        let text = values.iter().find_map(|value| value.as_text().map(str::to_owned));
        text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
    };
    let sender = message.from().and_then(|from| from.first()).and_then(|sender| sender.name()).map(str::trim);
    let sender = sender.filter(|name| !name.is_empty() && !name.contains('@')).map(str::to_owned);
    let has = |name: HeaderName<'static>| message.header(name).is_some();
    let list = list_name(message);
    let is_newsletter = list.is_some() || has(HeaderName::ListId) || has(HeaderName::ListUnsubscribe);
    let is_forum = has(HeaderName::ListPost);
    let (outlet, author) = match (list, is_newsletter) {
        (Some(list), _) if is_forum => (Some(("mail.list_id", list)), sender),
        (_, true) if !is_forum && sender.is_some() => (sender.map(|name| ("mail.from", name)), None),
        (Some(list), _) => (Some(("mail.list_id", list)), sender),
        (None, _) => (None, sender),
    };
    let mut statements = Vec::new();
    let mut state =
        |about, rule, value: Option<String>| statements.extend(value.map(|value| Statement { about, value, rule }));
    state(
        About::Title,
        "mail.subject",
        message.subject().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned),
    );
    if let Some((rule, outlet)) = outlet {
        state(About::Outlet, rule, Some(outlet));
    }
    state(About::Published, "mail.date", message.header_raw(HeaderName::Date).map(|date| date.trim().to_owned()));
    state(About::Author, "mail.from", author);
    state(About::Language, "mail.content_language", words("Content-Language"));
    state(
        About::Address,
        "mail.archived_at",
        words("Archived-At").map(|address| address.trim_matches(['<', '>']).to_owned()),
    );
    statements
}

/// What a list is called: the words before its identifier (RFC 2919).
fn list_name(message: &Message<'_>) -> Option<String> {
    let values = message.header_as(HeaderName::ListId, HeaderForm::Text);
    let text = values.iter().find_map(|value| value.as_text())?;
    let name = text.split_once('<')?.0.trim().trim_matches('"').trim();
    (!name.is_empty()).then(|| name.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{format, records};

    /// What was read of a file: a line for its format, and for each letter its line, its facts and its text.
    pub(in crate::formats) fn read(bytes: &[u8]) -> String {
        let mut read = format(bytes).map_or("none", |format| format.name).to_owned();
        for record in records(bytes) {
            match record {
                Ok(record) => {
                    read.push_str(&format!("\n{}", record.number));
                    for statement in &record.statements {
                        read.push_str(&format!(" [{} {}]", statement.rule, statement.value));
                    }
                    let text = match &record.content {
                        Content::Text(text) => String::from_utf8_lossy(text).into_owned(),
                        Content::Html { bytes, charset } => format!("{charset:?} {}", String::from_utf8_lossy(bytes)),
                        Content::Fragment { html, .. } => format!("html {html}"),
                    };
                    read.push_str(&format!(" {}", text.trim().replace("\r\n", "\n").replace('\n', "|")));
                }
                Err(refusal) => read.push_str(&format!("\n{:?} {:?}", refusal.record, refusal.fault)),
            }
        }
        read
    }

    /// A letter of this head and body, in the form that letters have.
    #[track_caller]
    fn check(letter: &str, want: &str) {
        let letter = format!(
            "From: Nora Belkacem <nora@fanal.example>\nDate: Wed, 12 Feb 2020 10:00:00 +0100\nMIME-Version: 1.0\n{letter}"
        );
        for letter in [letter.clone(), letter.replace('\n', "\r\n")] {
            let want = format!("eml\n0 {want}");
            assert_eq!(read(letter.as_bytes()), want, "{letter}");
        }
    }

    const DATE: &str = "[mail.date Wed, 12 Feb 2020 10:00:00 +0100]";

    #[test]
    fn a_letter_says_who_wrote_it_and_a_newsletter_which_paper_it_is() {
        check(
            "Subject: Le port\n rouvre\n\nIl a rouvert.\n",
            &format!("[mail.subject Le port rouvre] {DATE} [mail.from Nora Belkacem] Il a rouvert."),
        );
        check(
            "Subject: =?UTF-8?Q?L=E2=80=99=C3=A9t=C3=A9?= =?windows-1256?B?x+HI7cY=?=\nList-Unsubscribe: <https://fanal.example/u>\n\nTexte.\n",
            &format!("[mail.subject L’été\u{627}\u{644}\u{628}\u{64a}\u{626}] [mail.from Nora Belkacem] {DATE} Texte."),
        );
        check(
            "Subject: A\nList-Id: \"Le Fanal du soir\" <soir.fanal.example>\nList-Post: <mailto:soir@fanal.example>\nContent-Language: fr\nArchived-At: <https://fanal.example/1>\n\nTexte.\n",
            &format!(
                "[mail.subject A] [mail.list_id Le Fanal du soir] {DATE} [mail.from Nora Belkacem] [mail.content_language fr] [mail.archived_at https://fanal.example/1] Texte."
            ),
        );
    }

    #[test]
    fn the_best_part_of_a_letter_is_its_text() {
        let facts = format!("[mail.subject A] {DATE} [mail.from Nora Belkacem]");
        let parts = |kind: &str, parts: &[&str]| {
            let parts: String = parts.iter().map(|part| format!("--x\n{part}\n")).collect();
            format!("Subject: A\nContent-Type: multipart/{kind}; boundary=x\n\nIgnore ceci.\n{parts}--x--\n")
        };
        let (plain, html) = ("Content-Type: text/plain\n\nTexte.", "Content-Type: text/html\n\n<p>Marqué.</p>");
        let picture = "Content-Type: image/png\nContent-Disposition: attachment\n\nPNG";
        let pictures_only = "Content-Type: text/html\n\n<img src='a.png'>";
        let passed_on = "Content-Type: message/rfc822\n\nSubject: B\nFrom: Ali <ali@echo.example>\n\nPassé.";
        for (kind, given, want) in [
            ("alternative", &[plain, html][..], format!("{facts} html <p>Marqué.</p>")),
            ("mixed", &[plain, picture], format!("{facts} Texte.")),
            ("alternative", &[plain, pictures_only], format!("{facts} Texte.")),
            ("mixed", &[passed_on], "[mail.subject B] [mail.from Ali] Passé.".to_owned()),
            ("mixed", &[plain, passed_on], format!("{facts} Texte.")),
        ] {
            check(&parts(kind, given), &want);
        }
        check(
            "Subject: A\nContent-Type: text/plain; format=flowed\n\nUne ligne \npliée.\n\n> citée \nSuite.\n-- \nNora\n",
            &format!("{facts} Une ligne pliée.||> citée |Suite.|-- |Nora"),
        );
        let nothing = b"From: a@b.example\nDate: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nPNG";
        assert_eq!(read(nothing), "eml\nNone NoText");
    }

    #[test]
    fn letters_are_decoded_whatever_they_declare() {
        let head = b"From: a@b.example\nDate: x\nMIME-Version: 1.0\nSubject: S\n";
        let arabic = "وأعلنت الوزارة أن الميناء سيفتح أبوابه صباح اليوم بعد ثلاثة أيام من الرياح القوية";
        let windows = encoding_rs::WINDOWS_1256.encode(arabic).0.into_owned();
        let iso = encoding_rs::ISO_8859_6.encode(arabic).0.into_owned();
        let quoted: String = windows
            .iter()
            .map(|byte| format!("={byte:02X}"))
            .collect::<Vec<_>>()
            .chunks(20)
            .map(|line| line.concat() + "=\n")
            .collect();
        for (headers, body) in [
            ("Content-Type: text/plain; charset=windows-1256\nContent-Transfer-Encoding: 8bit\n\n", windows.clone()),
            ("Content-Type: text/plain; charset=\"ISO-8859-6\"\n\n", iso),
            ("Content-Type: text/plain\n\n", windows.clone()),
            ("Content-Type: text/plain; charset=no-such\n\n", windows.clone()),
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n",
                quoted.clone().into_bytes(),
            ),
            (
                "Content-Type: text/plain; charset=cp1256\nContent-Transfer-Encoding: quoted-printable\n\n",
                quoted.into_bytes(),
            ),
            ("\n", arabic.as_bytes().to_vec()),
        ] {
            let letter = [head, headers.as_bytes(), &body].concat();
            assert_eq!(read(&letter), format!("eml\n0 [mail.subject S] [mail.date x] {arabic}"), "{headers}");
        }
        let title = encoding_rs::WINDOWS_1256.encode("إعادة فتح الميناء بعد العاصفة").0.into_owned();
        let letter = [b"From: a@b.example\nDate: x\nMIME-Version: 1.0\nSubject: ", title.as_slice(), b"\n\nT"].concat();
        assert_eq!(read(&letter), "eml\n0 [mail.subject إعادة فتح الميناء بعد العاصفة] [mail.date x] T");
    }

    #[test]
    fn a_mailbox_is_taken_apart_at_the_lines_between_letters() {
        let mailbox = "From nora@fanal.example Wed Feb 12 10:00:00 2020\nSubject: A\nContent-Length: 1\n\nUn.\n>From ici on voit.\n>>From encore.\n\nFrom là on voit.\nFrom x Wed Feb 12 10:00:00 2020\n\nFrom - Wed Feb 12 10:00:00 2020\nSubject: B\n\nDeux.\n\nFrom MAILER-DAEMON Thu, 13 Feb 2020 10:00:00 +0100\n\n\nFrom x@y Wed Feb 12 10:00 CET 2020\nSubject: D\n\nQuatre.";
        let want = "mbox\n0 [mail.subject A] Un.|From ici on voit.|>From encore.||From là on voit.|From x Wed Feb 12 10:00:00 2020\n1 [mail.subject B] Deux.\nSome(2) NoText\n3 [mail.subject D] Quatre.";
        assert_eq!(read(mailbox.as_bytes()), want);
        assert_eq!(read(mailbox.replace('\n', "\r\n").as_bytes()), want);
        let lines: Vec<_> = records(mailbox.as_bytes())
            .map(|record| record.map_or_else(|refusal| refusal.line, |record| record.line))
            .collect();
        assert_eq!(lines, [Some(1), Some(12), Some(17), Some(20)]);
    }

    #[test]
    fn a_page_that_looks_like_a_letter_is_text() {
        for text in [
            "From Paris with love\n\nElle écrit.",
            "From: Nora\nDate: 12 mars\n\nChère amie,",
            "De : Nora\nObjet : le port\n\nTexte",
            "Subject: le port\n\nTexte",
            "From Wed Feb 12 10:00:00 2020\nTexte sans tête\n",
        ] {
            assert!(read(text.as_bytes()).starts_with("text\n0 "), "{text}");
        }
    }

    #[test]
    fn a_letter_that_is_too_large_costs_itself_alone() {
        let long = vec![b'a'; usize::try_from(MAX_BYTES).unwrap() + 1];
        let separator = b"From x@y Wed Feb 12 10:00:00 2020\nSubject: A\n\n".as_slice();
        let mailbox = [separator, &long, b"\n\n", separator, b"Deux.\n"].concat();
        let read: Vec<_> = records(mailbox.as_slice()).collect();
        assert_eq!(read.len(), 2);
        assert!(matches!(&read[0], Err(Refusal { fault: Fault::TooLarge(MAX_BYTES), record: Some(0), .. })));
        assert!(matches!(&read[1], Ok(Record { number: 1, line: Some(6), .. })));
    }
}
