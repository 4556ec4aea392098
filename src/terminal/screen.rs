//! Turns pictures into the bytes of one frame: only what changed, and nothing where nothing changed.
//!
//! A frame is gathered in memory, so that it can be sent in one write and inside one synchronized update: a terminal
//! that knows these shows it whole, and no other shows it half for longer than the write takes. The cursor is hidden
//! while cells are drawn and moves only when it has to. Cells that lead somewhere are sent as such, and anew when they lead
//! elsewhere than before; no link stays open behind its cells.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use unicode_bidi::{BidiClass, bidi_class};
use unicode_width::UnicodeWidthStr;

use crate::terminal::hyperlink;
use crate::ui::hyperlinks::Hyperlinks;

/// The backend that draws into memory.
#[derive(Debug)]
pub struct Screen {
    size: Size,
    /// The cursor as the terminal has it.
    cursor: Option<Position>,
    /// The next place the cursor is put at, it is seen.
    show: bool,
    bytes: Bytes,
    cells: CrosstermBackend<Bytes>,
    /// All that is on the screen.
    shown: Buffer,
    /// Where the cells of the picture lead that is drawn next,
    links: Rc<RefCell<Hyperlinks>>,
    /// and those on the screen.
    shown_links: Hyperlinks,
    /// A row is written as a whole when any cell of it changes.
    whole_rows: bool,
}

impl Screen {
    /// A screen of so many cells whose cursor is hidden.
    pub fn new(size: Size) -> Screen {
        let bytes = Bytes::default();
        let cells = CrosstermBackend::new(bytes.clone());
        let shown = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        Screen {
            size,
            cursor: None,
            show: false,
            cells,
            bytes,
            shown,
            links: Rc::default(),
            shown_links: Hyperlinks::default(),
            whole_rows: false,
        }
    }

    /// From now on a row is written as a whole when any cell of it changes: a terminal that orders rows itself orders
    /// what stands in them, and cells put into its result would land anywhere.
    pub fn set_whole_rows(&mut self, whole_rows: bool) {
        self.whole_rows = whole_rows;
    }

    /// Where to put what the cells of a picture lead to, before it is drawn.
    pub fn links(&self) -> Rc<RefCell<Hyperlinks>> {
        Rc::clone(&self.links)
    }

    /// The screen has this size now, and its cursor is hidden.
    pub fn renew(&mut self, size: Size) {
        self.size = size;
        self.shown = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        self.shown_links = Hyperlinks::default();
        self.cursor = None;
        self.bytes.take();
    }

    /// What has to be written to show what was drawn since the last time; empty where nothing changed.
    pub fn frame(&mut self) -> Vec<u8> {
        let changes = self.bytes.take();
        if changes.is_empty() {
            return changes;
        }
        [b"\x1b[?2026h", changes.as_slice(), b"\x1b[?2026l"].concat()
    }

    /// What has to be written where a cell has changed.
    fn changed(&self, x: u16, y: u16, spills: bool, written: &mut BTreeSet<(u16, u16)>) {
        if self.whole_rows {
            written.extend((0..self.size.width).map(|x| (y, x)));
        } else if spills {
            let [columns, rows] = [x, y].map(|place| place.saturating_sub(1)..=place.saturating_add(1));
            written.extend(rows.flat_map(|y| columns.clone().map(move |x| (y, x))));
        } else {
            written.insert((y, x));
        }
    }

    /// Writes these cells, those of a link between its beginning and its end.
    fn write_cells(&mut self, written: &BTreeSet<(u16, u16)>) -> io::Result<()> {
        let (shown, links) = (&self.shown, &self.shown_links);
        let cells: Vec<_> = written.iter().filter_map(|(y, x)| Some((*x, *y, written_cell(shown, *x, *y)?))).collect();
        for run in cells.chunk_by(|one, next| links.at(one.0, one.1) == links.at(next.0, next.1)) {
            let link = run.first().and_then(|(x, y, _)| links.at(*x, *y));
            let opening = link.and_then(|link| hyperlink::opening(link));
            self.bytes.put(opening.as_deref().unwrap_or_default());
            self.cells.draw(run.iter().copied())?;
            self.bytes.put(opening.map_or("", |_| hyperlink::CLOSING));
        }
        Ok(())
    }

    fn put(&mut self, sequence: &str) {
        self.bytes.put(sequence);
    }
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut written = BTreeSet::new();
        for (x, y, cell) in content {
            let Some(place) = self.shown.cell_mut((x, y)) else { continue };
            let spills = spills(place) || spills(cell);
            *place = cell.clone();
            self.changed(x, y, spills, &mut written);
        }
        let links = self.links.take();
        for (x, y) in links.changes_from(&self.shown_links) {
            let spills = self.shown.cell((x, y)).is_some_and(spills);
            self.changed(x, y, spills, &mut written);
        }
        self.shown_links = links;
        if written.is_empty() {
            return Ok(());
        }
        self.hide_cursor()?;
        self.write_cells(&written)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show = false;
        if self.cursor.take().is_some() {
            self.put("\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor != Some(position) {
            self.put(&format!("\x1b[{};{}H", position.y + 1, position.x + 1));
            if self.show {
                self.put("\x1b[?25h");
                self.cursor = Some(position);
            }
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.shown.reset();
        self.shown_links = Hyperlinks::default();
        self.cells.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.cells.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    /// A frame is sent as a whole, by who asks for it.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The cell at a place; nothing where a wide symbol covers it.
fn written_cell(shown: &Buffer, x: u16, y: u16) -> Option<&Cell> {
    let is_covered =
        x.checked_sub(1).and_then(|before| shown.cell((before, y))).is_some_and(|cell| cell.symbol().width() > 1);
    shown.cell((x, y)).filter(|_| !is_covered)
}

/// Arabic letters reach out of their cells, and xterm and urxvt leave what they have drawn there: where one comes or goes,
/// its neighbours are written anew.
fn spills(cell: &Cell) -> bool {
    let first = cell.symbol().chars().next().unwrap_or(' ');
    matches!(bidi_class(first), BidiClass::R | BidiClass::AL)
}

/// Bytes on their way to the terminal, shared by the two that write them.
#[derive(Clone, Debug, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Bytes {
    fn take(&self) -> Vec<u8> {
        self.0.take()
    }

    fn put(&self, sequence: &str) {
        self.0.borrow_mut().extend_from_slice(sequence.as_bytes());
    }
}

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Screen;

    use std::sync::Arc;

    use ratatui::Terminal;
    use ratatui::layout::{Position, Rect, Size};
    use ratatui::style::Style;
    use ratatui::{TerminalOptions, Viewport};

    use crate::model::address::WebAddress;
    use crate::ui::hyperlinks::{Hyperlink, Hyperlinks};

    /// What each of these pictures costs: its text, and where the cursor stands in it.
    fn frames(pictures: &[(&str, Option<(u16, u16)>)]) -> Vec<String> {
        frames_on(Screen::new(Size::new(8, 2)), pictures)
    }

    fn frames_on(screen: Screen, pictures: &[(&str, Option<(u16, u16)>)]) -> Vec<String> {
        let viewport = Viewport::Fixed(Rect::new(0, 0, 8, 2));
        let mut terminal = Terminal::with_options(screen, TerminalOptions { viewport }).unwrap();
        let mut frame = |(text, cursor): &(&str, Option<(u16, u16)>)| {
            let draw = |frame: &mut ratatui::Frame| {
                frame.buffer_mut().set_string(0, 0, text, Style::default());
                if let Some((x, y)) = cursor {
                    frame.set_cursor_position(Position::new(*x, *y));
                }
            };
            terminal.draw(draw).unwrap();
            String::from_utf8(terminal.backend_mut().frame()).unwrap()
        };
        pictures.iter().map(&mut frame).collect()
    }

    #[test]
    fn a_frame_is_one_synchronized_update_with_only_what_changed() {
        let frames = frames(&[("kiosque", None), ("kiosque", None), ("kiosk", None)]);
        assert!(frames[0].starts_with("\x1b[?2026h") && frames[0].ends_with("\x1b[?2026l"));
        assert!(frames[0].contains("kiosque"));
        assert_eq!(frames[1], "");
        assert!(frames[2].contains('k') && !frames[2].contains("kios"));
    }

    #[test]
    fn a_row_is_written_whole_where_the_terminal_orders_it() {
        let mut screen = Screen::new(Size::new(8, 2));
        screen.set_whole_rows(true);
        let frames = frames_on(screen, &[("kiosque", None), ("kiosque", None), ("kiosk", None), ("漢字 a", None)]);
        assert_eq!(frames[1], "");
        assert!(frames[2].contains("\x1b[1;1Hkiosk   ") && !frames[2].contains("\x1b[2;"), "{:?}", frames[2]);
        assert!(frames[3].contains(" a  ") && !frames[3].contains("漢 "), "what a wide symbol covers: {:?}", frames[3]);
    }

    #[test]
    fn what_a_letter_has_drawn_outside_its_cell_is_wiped() {
        let frames = frames(&[("abc\u{feed}de", None), ("abc de", None)]);
        assert!(frames[1].contains("\x1b[1;3Hc d\x1b[2;3H   "), "{:?}", frames[1]);
    }

    /// What each of these pictures of the same cells costs, where each number is a link of two cells from that column on.
    fn frames_leading(pictures: &[(&str, &[u16])]) -> Vec<String> {
        let viewport = Viewport::Fixed(Rect::new(0, 0, 8, 2));
        let screen = Screen::new(Size::new(8, 2));
        let mut terminal = Terminal::with_options(screen, TerminalOptions { viewport }).unwrap();
        let mut frame = |(text, columns): &(&str, &[u16])| {
            let mut links = Hyperlinks::default();
            for column in *columns {
                let address = WebAddress::parse(&format!("https://quai.example/{column}")).unwrap();
                let link = Arc::new(Hyperlink { address, id: column.to_string() });
                (*column..column + 2).for_each(|x| links.set(x, 0, Some(&link)));
            }
            terminal.backend().links().replace(links);
            let draw = |frame: &mut ratatui::Frame| frame.buffer_mut().set_string(0, 0, text, Style::default());
            terminal
                .draw(|frame| {
                    draw(frame);
                })
                .unwrap();
            String::from_utf8(terminal.backend_mut().frame()).unwrap()
        };
        pictures.iter().map(&mut frame).collect()
    }

    /// The characters of a frame with `<n` where the link to `n` begins, and `>` where one ends; nothing else of it.
    fn links_of(frame: &str) -> String {
        let shown = frame.replace("\x1b]8;;\x1b\\", ">").replace("\x1b\\", "\u{1}");
        let (mut text, mut rest) = (String::new(), shown.as_str());
        while let Some((before, behind)) = rest.split_once('\x1b') {
            text.push_str(before);
            rest = match behind.strip_prefix("]8;id=") {
                Some(link) => {
                    let (id, behind) = link.split_once('\u{1}').unwrap();
                    text.push('<');
                    text.push_str(id.rsplit('/').next().unwrap());
                    behind
                }
                None => behind.split_once(|c: char| c.is_ascii_alphabetic()).unwrap().1,
            };
        }
        text + rest
    }

    #[test]
    fn cells_that_lead_somewhere_are_sent_as_links_and_anew_when_they_lead_elsewhere() {
        let frames = frames_leading(&[
            ("kiosque", &[1, 3]),
            ("kiosque", &[1, 3]),
            ("kiosque", &[3]),
            ("kiasque", &[3, 1]),
            ("kiasque", &[2]),
            ("", &[]),
        ]);
        let sent: Vec<String> = frames.iter().map(|frame| links_of(frame)).collect();
        assert_eq!(sent, ["k<1io><3sq>ue", "", "io", "<1ia>", "i<2as>q", "       "]);
        assert!(frames[0].contains("\x1b]8;id=1;https://quai.example/1\x1b\\\x1b[1;2Hio"), "{:?}", frames[0]);
    }

    #[test]
    fn the_cursor_moves_only_when_it_has_to() {
        let frames =
            frames(&[("", Some((1, 1))), ("", Some((1, 1))), ("", Some((3, 0))), ("a", Some((3, 0))), ("a", None)]);
        assert_eq!(frames[0], "\x1b[?2026h\x1b[2;2H\x1b[?25h\x1b[?2026l");
        assert_eq!(frames[1], "");
        assert_eq!(frames[2], "\x1b[?2026h\x1b[1;4H\x1b[?25h\x1b[?2026l");
        let (hidden, shown) = (frames[3].find("\x1b[?25l"), frames[3].find("\x1b[1;4H\x1b[?25h"));
        assert!(hidden < frames[3].find('a') && frames[3].find('a') < shown, "{:?}", frames[3]);
        assert_eq!(frames[4], "\x1b[?2026h\x1b[?25l\x1b[?2026l");
    }
}
