//! What lies over a page: its frame, its title, and the view of what is in it.

use crate::app::App;
use crate::app::overlay::{Overlay, Rules};
use crate::ui::canvas::Canvas;
use crate::ui::row::rect;
use crate::ui::theme::Theme;
use crate::ui::{export, help, links, palette, picker, problems, row, rules, sheet};

/// Draws an overlay that has a frame; what is typed in the bottom line is drawn there.
pub fn view(app: &App, overlay: &Overlay, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(frame) = overlay.frame(&app.panes, app.panes_are_seen()) else { return };
    row::fill(rect(frame.outer), canvas, theme.text);
    match frame.rules {
        Rules::Around => rules::around(rect(frame.outer), canvas, theme.rule),
        Rules::Above => rules::across(rect(frame.title), canvas, theme.rule),
        Rules::Left(border) => {
            rules::across(rect(frame.title), canvas, theme.rule);
            rules::down(rect(border), canvas, theme.rule);
            row::symbol("┬", border.x, border.y, canvas, theme.rule);
        }
    }
    let (title, contents) = (rect(frame.title), rect(frame.contents));
    let words = &app.words;
    let mut name = |name: &str, remark: &str| rules::title(words.text(name), remark, true, title, canvas, theme);
    match overlay {
        Overlay::Help(open) => {
            name("title-help", "");
            help::view(open, words, contents, canvas, theme);
        }
        Overlay::Problems(open) => {
            let remark = words.with("problems-remark", &[("n", app.n_problems().into())]);
            name("title-problems", &remark);
            problems::view(open, contents, canvas, theme);
        }
        Overlay::Evidence(open) => {
            name("title-evidence", open.remark());
            sheet::view(open.sheet(), None, contents, canvas, theme);
        }
        Overlay::Headlines(open) => {
            name("title-page-headlines", open.remark());
            sheet::view(open.sheet(), None, contents, canvas, theme);
        }
        Overlay::Palette(open) => palette::view(open, title, contents, canvas, theme),
        Overlay::Links(open) => links::view(open, words, title, contents, canvas, theme),
        Overlay::Pick(open) => picker::view(open, &app.filters, title, contents, canvas, theme),
        Overlay::Export(open) => {
            name("title-export", "");
            export::view(open, words, contents, canvas, theme);
        }
        Overlay::Search(_)
        | Overlay::Name(_)
        | Overlay::Find(_)
        | Overlay::Marking(_)
        | Overlay::File(_)
        | Overlay::Command(_) => {}
    }
}
