//! The bottom line: what is typed, what there is to say, or the keys that matter here; and how far reading is.

use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::links::Links;
use crate::app::message::Fetching;
use crate::app::name_line::{NameLine, Named};
use crate::app::overlay::Overlay;
use crate::app::picker::Picker;
use crate::app::search_box::{SearchBox, doubt_words};
use crate::app::{App, Notice};
use crate::locale::words::number;
use crate::store::proposal::Proposal;
use crate::text::measure::columns;
use crate::text::units::Unit;
use crate::ui::canvas::Canvas;
use crate::ui::row::rect;
use crate::ui::theme::Theme;
use crate::ui::{export, find, line, marking_line, picker, row, tour};

/// Columns of the progress line.
const PROGRESS: u16 = 20;
/// Columns between two hints, and between what is typed and what it found.
pub(super) const GAP: u16 = 3;

/// Draws the line.
pub fn view(app: &App, canvas: &mut Canvas<'_>, theme: &Theme) {
    let area = rect(app.panes.bottom.inset(1));
    if area.width == 0 || area.height == 0 {
        return;
    }
    // What there is to say while the line is taken stands above it.
    if let Some((overlay, notice)) = app.overlay.as_ref().zip(app.notice.as_ref())
        && overlay.frame(&app.panes, app.panes_are_seen()).is_none()
    {
        row_above(area, canvas, theme).into_iter().for_each(|above| told(notice, above, canvas, theme));
    }
    match (&app.overlay, &app.notice) {
        (Some(Overlay::Search(search)), _) => {
            search_line(app, search, area, canvas, theme);
            proposed(app, search, area, canvas, theme);
        }
        (Some(Overlay::Name(name)), _) => name_line(app, name, area, canvas, theme),
        (Some(Overlay::Marking(asked)), _) => marking_line::view(app, asked, area, canvas, theme),
        (Some(Overlay::File(file)), _) => export::file_line(app, file, area, canvas, theme),
        (Some(Overlay::Command(command)), _) => export::command_line(app, command, area, canvas, theme),
        (Some(Overlay::Find(finding)), _) => find::view(finding, &app.stand.reader, &app.words, area, canvas, theme),
        (_, Some(notice)) => told(notice, area, canvas, theme),
        (_, None) if tour::in_a_row(app, area, canvas, theme) => {}
        (_, None) => {
            let taken = progress(app, area, canvas, theme);
            let rest = Rect { width: area.width - taken, ..area };
            // Where the selected link leads matters more than the keys.
            if let Some(Overlay::Links(links)) = &app.overlay {
                let taken = linked(app, links, rest, canvas, theme) + GAP;
                hints(app, Rect { width: rest.width.saturating_sub(taken), ..rest }, canvas, theme);
                return;
            }
            let rest = selection(app, rest, canvas, theme);
            let told = selected(app, rest, canvas, theme);
            let rest = Rect { x: rest.x + told, width: rest.width - told, ..rest };
            let hinted = hints(app, rest, canvas, theme);
            if let Some(Overlay::Pick(picker)) = &app.overlay {
                picked(app, picker, Rect { x: rest.x + hinted, width: rest.width - hinted, ..rest }, canvas, theme);
            }
        }
    }
}

fn told(notice: &Notice, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let ink = if notice.is_warning { theme.warning } else { theme.text };
    row::words(&notice.text, area, canvas, ink);
}

/// How many articles the selection has, before the keys; gives back the rest of the line.
fn selection(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> Rect {
    let Some(selection) = app.stand.headlines.selection().filter(|_| app.panes_are_seen()) else { return area };
    let told = app.words.with("selected", &[("n", selection.n_articles().into())]);
    let taken = row::words(&told, area, canvas, theme.text) + GAP;
    Rect { x: area.x + taken.min(area.width), width: area.width.saturating_sub(taken), ..area }
}

/// What is typed, and at the end what it found, or how it was understood.
fn search_line(app: &App, search: &SearchBox, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let name = search.edits().map_or(0, |name| {
        let most = Rect { width: area.width / 3, ..area };
        row::text(name, most, canvas, theme.quiet) + 1
    });
    let line = area;
    let area = Rect { x: line.x + name, width: line.width - name.min(line.width), ..line };
    let label = row::text("/", area, canvas, theme.accent) + 1;
    let rest = Rect { x: area.x + label.min(area.width), width: area.width.saturating_sub(label), ..area };
    let told = match (app.search.doubts.first(), &app.search.hits) {
        (Some(doubt), _) => doubt_words(doubt, &app.words),
        (None, Some(_)) => {
            app.so_far(app.words.with("articles", &[("n", app.stand.headlines.list().n_articles().into())]))
        }
        (None, None) => String::new(),
    };
    let has_room = rest.width > columns(&told, canvas.setting()) + 16;
    let taken = if has_room { row::words_at_end(&told, rest, canvas, theme.quiet) + GAP } else { 0 };
    line::view(search.line(), Rect { width: rest.width.saturating_sub(taken), ..rest }, canvas, theme.text);
}

/// A name for a search, and at the end what the keys do with it, or that it is taken.
fn name_line(app: &App, naming: &NameLine, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let is_taken = naming.name().is_some_and(|name| app.saved.named(&name).is_some());
    let (label, told) = match naming.of() {
        Named::Query(_) if is_taken => ("save-as", "save-replaces"),
        Named::Saved(old) if is_taken && naming.name().as_ref() != Some(old) => ("save-rename", "save-taken"),
        Named::Query(_) => ("save-as", "save-keys"),
        Named::Saved(_) => ("save-rename", "save-keys"),
    };
    let label = (row::words(app.words.text(label), area, canvas, theme.accent) + 1).min(area.width);
    let rest = Rect { x: area.x + label, width: area.width - label, ..area };
    let key = |action| app.keymap.hint(action).unwrap_or_default().into();
    let told = app.words.with(told, &[("keep", key(Action::Accept)), ("leave", key(Action::Cancel))]);
    let has_room = rest.width > columns(&told, canvas.setting()) + 16;
    let taken = if has_room { row::words_at_end(&told, rest, canvas, theme.quiet) + GAP } else { 0 };
    line::view(naming.line(), Rect { width: rest.width.saturating_sub(taken), ..rest }, canvas, theme.text);
}

/// The row above the line, empty, over what stands there.
fn row_above(line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> Option<Rect> {
    let y = line.y.checked_sub(1).filter(|y| *y > 0)?;
    let area = Rect { y, ..line };
    row::fill(Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area }, canvas, theme.text);
    Some(area)
}

/// What else the search may be taken to mean, above it.
fn proposed(app: &App, search: &SearchBox, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(proposal) = app.search.proposal_for(search) else { return };
    let Some(area) = row_above(line, canvas, theme) else { return };
    let mut x = area.x;
    let mut put = |text: &str, ink, gap| {
        let place = Rect { x, width: area.right().saturating_sub(x), ..area };
        x += row::text(text, place, canvas, ink) + gap;
    };
    let takes = match proposal {
        Proposal::Spellings(offered) => {
            put("≈", theme.accent, 1);
            for (spelling, n_found) in offered.offer.spellings.iter().zip(&offered.n_found) {
                put(spelling, theme.text, 1);
                put(&number(*n_found), theme.quiet, 1);
            }
            "search-adds"
        }
        Proposal::Meant(suggestion) => {
            put(app.words.text("search-meant"), theme.quiet, 1);
            put(&suggestion.words.join(" "), theme.text, 1);
            put(&number(suggestion.n_found), theme.quiet, 1);
            "search-takes"
        }
    };
    let key = |action| app.keymap.hint(action).unwrap_or_default().into();
    let keys = [("key", key(Action::Accept)), ("leave", key(Action::Cancel))];
    put(&app.words.with(takes, &keys), theme.quiet, 0);
}

/// How far reading is, or writing a file, or fetching the feeds; gives back the columns it took.
fn progress(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    if app.reading.is_going_on() {
        return reading(app, area, canvas, theme);
    }
    if let Some((n_done, n)) = app.taking.progress() {
        let told = app.words.with("exporting", &[("n", n_done.into()), ("all", n.into())]);
        return thin_line(n_done, n, &told, area, canvas, theme);
    }
    let Some(Fetching { n_done, n_feeds }) = app.feeds.progress() else { return 0 };
    let told = app.words.with("fetching", &[("n", n_done.into()), ("all", n_feeds.into())]);
    thin_line(n_done, n_feeds, &told, area, canvas, theme)
}

fn reading(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    let progress = &app.reading.progress;
    let (n_read, n_found) = (progress.n_read, progress.n_found.max(progress.n_read));
    let told = app.words.with("files-read", &[("n", n_read.into()), ("found", n_found.into())]);
    let share = |share| app.words.with("per-cent", &[("n", usize::from(share / 10).into())]);
    let told = progress.share.map(|part| format!("{told} · {}", share(part))).unwrap_or(told);
    let left = progress.seconds_left.map(|seconds| format!("{told} · {}", app.words.time_left(seconds)));
    let has_room = |told: &String| columns(told, canvas.setting()) + PROGRESS < area.width / 2;
    let told = left.filter(has_room).unwrap_or(told);
    let (n_done, n) = progress.share.map_or((n_read, n_found), |share| (usize::from(share), 1000));
    thin_line(n_done, n, &told, area, canvas, theme)
}

/// A thin line and what there is to say of it at the end; gives back the columns they took.
fn thin_line(n_done: usize, n: usize, told: &str, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    let told_width = row::words_at_end(told, area, canvas, theme.quiet);
    let line_width = PROGRESS.min(area.width.saturating_sub(told_width + 1) / 2);
    let x = area.right() - told_width - 1 - line_width;
    let n_done = (n_done * usize::from(line_width)).checked_div(n).unwrap_or(0).min(usize::from(line_width)) as u16;
    for column in 0..line_width {
        let (symbol, ink) = if column < n_done { ("━", theme.accent) } else { ("─", theme.rule) };
        row::symbol(symbol, x + column, area.y, canvas, ink);
    }
    (told_width + 1 + line_width + GAP).min(area.width)
}

/// What a passage is taken in, and how many words it has; gives back the columns that took.
fn selected(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    let Some(passage) = app.stand.reader.passage().filter(|_| app.is_selecting() && app.overlay.is_none()) else {
        return 0;
    };
    let n_words = app.words.with("passage-words", &[("n", app.stand.reader.n_selected().into())]);
    let told = match passage.unit {
        Unit::Word => n_words,
        Unit::Sentence => format!("{} · {n_words}", app.words.text("passage-sentence")),
        Unit::Paragraph => format!("{} · {n_words}", app.words.text("passage-paragraph")),
    };
    (row::words(&told, area, canvas, theme.text) + GAP).min(area.width)
}

/// As many hints as have room, the first ones first; gives back the columns they took.
fn hints(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    let mut x = area.x;
    for (action, id) in app.hints() {
        let Some(key) = app.keymap.hint(action) else { continue };
        let word = app.words.text(id);
        let width = columns(&key, canvas.setting()) + 1 + columns(word, canvas.setting());
        if x + width > area.right() {
            break;
        }
        let place = Rect { x, width: area.right() - x, ..area };
        let key_width = row::text(&key, place, canvas, theme.accent);
        let place = Rect { x: x + key_width + 1, width: width - key_width - 1, ..area };
        row::words(word, place, canvas, theme.faint);
        x += width + GAP;
    }
    (x - area.x).min(area.width)
}

/// The whole name of the selected row, where the picker has no room for it.
fn picked(app: &App, picker: &Picker, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(choice) = picker.list().selected() else { return };
    let room = app.overlay.as_ref().and_then(|overlay| overlay.frame(&app.panes, app.panes_are_seen()));
    let room = room.map_or(0, |frame| picker::name_width(choice, frame.contents.width));
    if columns(&choice.label, canvas.setting()) > room {
        row::text_at_end(&choice.label, area, canvas, theme.text);
    }
}

/// Where the selected link leads: the whole address, and its host in ASCII where the eye may take it for another one.
/// Gives back the columns they took.
fn linked(app: &App, links: &Links, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    let Some(entry) = links.selected() else { return 0 };
    let host = match entry.address.is_disguised() {
        true => app.words.with("links-host", &[("host", entry.address.host().into())]),
        false => String::new(),
    };
    let most = Rect { x: area.x + area.width / 3, width: area.width - area.width / 3, ..area };
    let taken = row::words_at_end(&host, most, canvas, theme.warning);
    let gap = if taken > 0 { 1 } else { 0 };
    let rest = Rect { width: area.width - (taken + gap).min(area.width), ..area };
    taken + gap + row::address_at_end(entry.address.written(), rest, canvas, theme.text)
}
