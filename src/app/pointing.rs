//! What the mouse does: it selects, opens, scrolls, and drags borders.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::input::{Mouse, MouseKind};
use crate::app::outcome::Outcome;
use crate::app::overlay::Overlay;
use crate::app::panes::{Area, Pane};
use crate::app::sources::Line;
use crate::app::{App, Page};

/// Rows one notch of the wheel scrolls.
const WHEEL: i32 = 3;

impl App {
    pub(super) fn mouse(&mut self, pressed: Mouse, effects: &mut Vec<Effect>) {
        let is_over_list = self.panes.area(Pane::Articles).contains(pressed.x, pressed.y);
        let extends = is_over_list && self.overlay.is_none() && self.pages.is_empty();
        let pressed = match pressed.kind {
            MouseKind::Extend if !extends => Mouse { kind: MouseKind::Press, ..pressed },
            _ => pressed,
        };
        // How often the button went down matters to the text alone.
        let mouse = pressed.once();
        if mouse.kind == MouseKind::Press {
            self.notice = None;
            self.drop_steps();
        }
        if self.overlay.is_some() {
            return self.point_at_overlay(mouse, effects);
        }
        if let Some(page) = self.pages.last_mut() {
            let area = self.panes.page;
            let contents = below_title(area);
            let outcome = match page {
                Page::Map(map) if contents.contains(mouse.x, mouse.y) => map.mouse(from(contents, mouse)),
                Page::Histogram(histogram) if contents.contains(mouse.x, mouse.y) => {
                    histogram.mouse(from(contents, mouse))
                }
                Page::Variants(variants) if contents.contains(mouse.x, mouse.y) => {
                    variants.mouse(from(contents, mouse))
                }
                Page::Concordance(concordance) if contents.contains(mouse.x, mouse.y) => {
                    concordance.mouse(from(contents, mouse))
                }
                Page::Map(_) | Page::Histogram(_) | Page::Variants(_) | Page::Concordance(_) => Outcome::Ignored,
                Page::Comparison(comparison) => comparison.mouse(from(area, mouse)),
            };
            return self.take(outcome, effects);
        }
        match mouse.kind {
            MouseKind::Press => self.press(pressed, effects),
            MouseKind::Extend => self.extend_to(mouse),
            MouseKind::Drag => self.drag(mouse, effects),
            MouseKind::Release => {
                self.dragging = None;
                self.point_at_reader(mouse, effects);
            }
            MouseKind::WheelDown => self.wheel(mouse, WHEEL, effects),
            MouseKind::WheelUp => self.wheel(mouse, -WHEEL, effects),
            MouseKind::Again(_) => {}
        }
    }

    fn press(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let Mouse { x, y, .. } = mouse;
        self.dragging = self.panes.border_at(x, y);
        if self.dragging.is_some() {
            return;
        }
        if self.panes.top.contains(x, y) {
            return self.press_chip(x);
        }
        let Some(pane) = self.panes.pane_at(x, y) else { return };
        let area = self.panes.area(pane);
        self.stand.focus = pane;
        if !area.contains(x, y) {
            return;
        }
        match pane {
            Pane::Sources => {
                let line = self.stand.sources.line_at(y - area.y, &self.facets);
                if let Some(line @ (Line::All | Line::Row(..) | Line::Problems)) = line {
                    self.stand.sources.select(line, &self.facets);
                    self.tour_sees(Action::SwitchSource);
                    self.switch_source(effects);
                }
            }
            Pane::Articles => {
                let Some(idx) = self.stand.headlines.idx_at(&self.library, y - area.y) else { return };
                if idx == self.stand.headlines.selected_idx() {
                    self.tour_sees(Action::Open);
                    return self.open_selected();
                }
                self.tour_sees(Action::Next);
                self.touch();
                self.stand.headlines.select_idx(&self.library, idx);
            }
            Pane::Reader => self.point_at_reader(mouse, effects),
        }
    }

    /// A click with Shift selects all articles from the one that was selected to this one.
    fn extend_to(&mut self, mouse: Mouse) {
        let y = mouse.y.saturating_sub(self.panes.area(Pane::Articles).y);
        let Some(idx) = self.stand.headlines.idx_at(&self.library, y) else { return };
        self.notice = None;
        self.touch();
        self.stand.focus = Pane::Articles;
        self.stand.headlines.extend_selection(&self.library, idx);
    }

    /// A click on a chip drops its filter.
    fn press_chip(&mut self, x: u16) {
        let chips = self.top_line().chips;
        if let Some(chip) = chips.into_iter().find(|chip| (chip.area.x..chip.area.right()).contains(&x)) {
            self.change(|filters| filters.remove(&chip.step));
        }
    }

    fn drag(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        match self.dragging {
            Some(border) => self.panes.drag(border, mouse.x, mouse.y, &mut self.borders),
            None => self.point_at_reader(mouse, effects),
        }
    }

    /// Coordinates of a drag may lie outside: the scroll bar is still held then.
    fn point_at_reader(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let area = self.panes.area(Pane::Reader);
        if area.is_empty() || (mouse.once().kind == MouseKind::Press && !area.contains(mouse.x, mouse.y)) {
            return;
        }
        let outcome = self.stand.reader.mouse(from(area, mouse));
        self.take(outcome, effects);
    }

    fn wheel(&mut self, mouse: Mouse, by: i32, effects: &mut Vec<Effect>) {
        match self.panes.pane_at(mouse.x, mouse.y) {
            Some(Pane::Sources) => {
                let y = mouse.y.saturating_sub(self.panes.area(Pane::Sources).y);
                self.stand.sources.wheel(y, by, &self.facets);
            }
            Some(Pane::Articles) => self.stand.headlines.wheel(&self.library, by),
            Some(Pane::Reader) => self.point_at_reader(mouse, effects),
            None => {}
        }
    }

    fn point_at_overlay(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let panes_are_seen = self.panes_are_seen();
        let Some(overlay) = &mut self.overlay else { return };
        let Some(frame) = overlay.frame(&self.panes, panes_are_seen) else {
            if let MouseKind::WheelDown | MouseKind::WheelUp = mouse.kind {
                self.wheel(mouse, if mouse.kind == MouseKind::WheelDown { WHEEL } else { -WHEEL }, effects);
            }
            return;
        };
        if mouse.kind == MouseKind::Press && !frame.outer.contains(mouse.x, mouse.y) {
            // A click beside it closes it, and keeps what was marked: nothing that was seen is lost.
            return match overlay {
                Overlay::Pick(_) => self.narrow_as_typed(crate::app::search_box::Narrowing::Keep, false, effects),
                _ => self.overlay = None,
            };
        }
        let inside = from(frame.contents, mouse);
        if mouse.kind == MouseKind::Press && !frame.contents.contains(mouse.x, mouse.y) {
            return;
        }
        let outcome = match overlay {
            Overlay::Pick(picker) => {
                let narrowing = picker.mouse(inside, &mut self.filters);
                return self.narrow_as_typed(narrowing, true, effects);
            }
            Overlay::Links(links) => links.mouse(inside),
            Overlay::Problems(problems) => problems.mouse(inside),
            Overlay::Help(help) => help.mouse(inside),
            Overlay::Palette(palette) => palette.mouse(inside),
            Overlay::Evidence(leaf) | Overlay::Headlines(leaf) => leaf.mouse(inside),
            Overlay::Export(choice) => {
                let is_chosen = choice.mouse(inside);
                return if is_chosen {
                    self.choose_export()
                };
            }
            Overlay::Search(_)
            | Overlay::Name(_)
            | Overlay::Find(_)
            | Overlay::Marking(_)
            | Overlay::File(_)
            | Overlay::Command(_) => Outcome::Ignored,
        };
        self.take(outcome, effects);
    }
}

/// The same event, counted from the corner of an area.
fn from(area: Area, mouse: Mouse) -> Mouse {
    Mouse { x: mouse.x.saturating_sub(area.x), y: mouse.y.saturating_sub(area.y), ..mouse }
}

/// A page that fills the screen has its title in its first row.
fn below_title(page: Area) -> Area {
    Area { y: page.y + 1, height: page.height.saturating_sub(1), ..page }
}
