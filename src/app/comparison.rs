//! Two articles beside each other, or one below the other where it is narrow: each in its own direction, with its own
//! headline and dateline.
//!
//! They scroll together: what moves one moves the other by the same share of its way, so that both come to their ends
//! together, whichever is longer. One of them can be chosen to scroll alone; where the two stand then, side by side, is
//! what scrolling together goes on from.

use crate::app::action::Action;
use crate::app::input::{Mouse, MouseKind};
use crate::app::outcome::Outcome;
use crate::app::panes::{Area, Size};
use crate::app::reader::Reader;
use crate::app::sheet::frame::Frame;
use crate::locale::words::Words;
use crate::store::id::ArticleId;
use crate::store::library::{ArticleKey, Library};
use crate::store::query::Query;
use crate::text::setting::Setting;

/// Below this height two articles below each other leave too little of both: one is shown.
const BELOW_HEIGHT: u16 = 10;

/// The page of two articles.
#[derive(Clone, Debug)]
pub struct Comparison {
    sides: [Side; 2],
    moving: Moving,
    /// How far both were when scrolling together began.
    joined: [usize; 2],
    size: Size,
    /// They stand below each other, because the terminal orders whole rows.
    whole_rows: bool,
    /// The side whose scroll bar the mouse holds.
    held: Option<usize>,
    /// The side whose hit was the last one gone to.
    hit_side: usize,
}

#[derive(Clone, Debug)]
struct Side {
    id: ArticleId,
    reader: Reader,
}

/// Which of the two scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moving {
    First,
    Both,
    Second,
}

/// Where one of the two stands on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SidePlace {
    /// One row high, in the rule above its text; empty where the side is not seen.
    pub title: Area,
    /// Its text.
    pub text: Area,
}

impl Comparison {
    /// Two articles at their beginnings, with the hits of a search marked in both; `None` if the library lacks one.
    pub fn new(
        library: &Library,
        ids: [ArticleId; 2],
        measure: u16,
        search: &Query,
        words: &Words,
    ) -> Option<Comparison> {
        let side = |id: ArticleId| {
            let mut reader = Reader::new(words.clone());
            reader.set_measure(measure);
            reader.set_search(search);
            reader.open(library, library.find(id)?, None, None);
            Some(Side { id, reader })
        };
        let [first, second] = ids;
        Some(Comparison {
            sides: [side(first)?, side(second)?],
            moving: Moving::Both,
            joined: [0, 0],
            size: Size::default(),
            whole_rows: false,
            held: None,
            hit_side: 0,
        })
    }

    /// Shows texts in another way; the places stay.
    pub fn set_setting(&mut self, setting: &Setting) {
        self.sides.iter_mut().for_each(|side| side.reader.set_setting(setting));
    }

    /// Shows the same articles, at the same places, as another library has them; `false` if it lacks one of them.
    pub fn reopen(&mut self, library: &Library) -> bool {
        for Side { id, reader } in &mut self.sides {
            let Some(key) = library.find(*id) else { return false };
            let place = reader.place();
            reader.close();
            reader.open(library, key, None, None);
            reader.go_to_place(place);
        }
        self.join();
        true
    }

    /// Marks the hits of another search.
    pub fn set_search(&mut self, search: &Query) {
        self.sides.iter_mut().for_each(|side| side.reader.set_search(search));
    }

    /// Gives the page a size in columns and rows, the row of its titles included; with whole rows nothing stands beside
    /// anything else.
    pub fn resize(&mut self, width: u16, height: u16, whole_rows: bool) {
        let size = Size { width, height };
        if (self.size, self.whole_rows) == (size, whole_rows) {
            return;
        }
        (self.size, self.whole_rows) = (size, whole_rows);
        for (place, side) in self.places().into_iter().zip(&mut self.sides) {
            side.reader.resize(place.text.width, place.text.height);
        }
        self.join();
    }

    /// Where both stand, counted from the corner of the page; one of them is empty where only one has room.
    pub fn places(&self) -> [SidePlace; 2] {
        let Size { width, height } = self.size;
        let place = |x, y, width, height: u16| {
            let title = Area { x, y, width, height: height.min(1) };
            SidePlace { title, text: Area { y: y + title.height, height: height - title.height, ..title } }
        };
        if Frame::has_room_for_halves(width) && !self.whole_rows {
            // Both have the same measure: of an even number of columns one is left over.
            let half = width.saturating_sub(1) / 2;
            return [place(0, 0, half, height), place(half + 1, 0, half, height)];
        }
        if height >= BELOW_HEIGHT {
            let first = height / 2;
            return [place(0, 0, width, first), place(0, first, width, height - first)];
        }
        let alone = place(0, 0, width, height);
        match self.moving {
            Moving::First | Moving::Both => [alone, SidePlace::default()],
            Moving::Second => [SidePlace::default(), alone],
        }
    }

    /// The readers of the two, each with whether it scrolls.
    pub fn readers(&self) -> [(&Reader, bool); 2] {
        let [first, second] = &self.sides;
        [(&first.reader, self.moving != Moving::Second), (&second.reader, self.moving != Moving::First)]
    }

    /// Does what an action says to this page.
    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Left => self.set_moving(if self.moving == Moving::Second { Moving::Both } else { Moving::First }),
            Action::Right => self.set_moving(if self.moving == Moving::First { Moving::Both } else { Moving::Second }),
            Action::NextPane => self.set_moving(match self.moving {
                Moving::Both => Moving::First,
                Moving::First => Moving::Second,
                Moving::Second => Moving::Both,
            }),
            Action::PreviousPane => self.set_moving(match self.moving {
                Moving::Both => Moving::Second,
                Moving::Second => Moving::First,
                Moving::First => Moving::Both,
            }),
            Action::Wider | Action::Narrower => {
                self.sides.iter_mut().for_each(|side| drop(side.reader.act(action)));
                self.join();
            }
            Action::NextHit | Action::PreviousHit => return self.step_hit(action == Action::NextHit),
            Action::Open => return self.chosen().map_or(Outcome::Ignored, Outcome::Open),
            Action::First | Action::Last if self.moving == Moving::Both => {
                self.sides.iter_mut().for_each(|side| drop(side.reader.act(action)));
                self.join();
            }
            _ => return self.scroll(action),
        }
        Outcome::Done
    }

    /// Scrolls by the wheel or a scroll bar, in cells of the page; a click on a link goes across.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let places = self.places();
        let under = places.iter().position(|place| place.text.contains(mouse.x, mouse.y));
        let side = match mouse.kind {
            MouseKind::Drag | MouseKind::Release => self.held.or(under),
            MouseKind::Press | MouseKind::Again(_) | MouseKind::Extend | MouseKind::WheelDown | MouseKind::WheelUp => {
                under
            }
        };
        let Some(idx) = side else { return Outcome::Ignored };
        self.held = (mouse.kind != MouseKind::Release).then_some(idx);
        let Area { x, y, .. } = places[idx].text;
        let inside = Mouse { x: mouse.x.saturating_sub(x), y: mouse.y.saturating_sub(y), ..mouse };
        let outcome = self.sides[idx].reader.mouse(inside);
        if outcome == Outcome::Done {
            self.has_moved(idx);
        }
        outcome
    }

    /// The article that scrolls alone.
    fn chosen(&self) -> Option<ArticleKey> {
        let [first, second] = &self.sides;
        match self.moving {
            Moving::First => first.reader.key(),
            Moving::Both => None,
            Moving::Second => second.reader.key(),
        }
    }

    fn set_moving(&mut self, moving: Moving) {
        self.moving = moving;
        // Where only one has room it is another one now.
        for (place, side) in self.places().into_iter().zip(&mut self.sides) {
            if !place.text.is_empty() {
                side.reader.resize(place.text.width, place.text.height);
            }
        }
        self.join();
    }

    fn scroll(&mut self, action: Action) -> Outcome {
        let leader = usize::from(self.moving == Moving::Second);
        let before = self.sides[leader].reader.way();
        let outcome = self.sides[leader].reader.act(action);
        if self.sides[leader].reader.way() != before {
            self.has_moved(leader);
        }
        outcome
    }

    /// Goes on to the next hit of the article whose hit was the last, then to those of the other one.
    fn step_hit(&mut self, forward: bool) -> Outcome {
        match self.moving {
            Moving::First => self.hit_side = 0,
            Moving::Second => self.hit_side = 1,
            Moving::Both => {}
        }
        let beside = usize::from(forward);
        let is_there = self.sides[self.hit_side].reader.step(forward);
        if !is_there && self.moving == Moving::Both && self.hit_side != beside {
            self.hit_side = beside;
            self.sides[beside].reader.step_to_end(!forward);
        }
        self.has_moved(self.hit_side);
        Outcome::Done
    }

    /// One of the two has scrolled; the other one follows if they scroll together.
    fn has_moved(&mut self, leader: usize) {
        if self.moving != Moving::Both {
            return self.join();
        }
        let follower = 1 - leader;
        let (at, end) = self.sides[leader].reader.way();
        let (_, other_end) = self.sides[follower].reader.way();
        let to = beside(at, [self.joined[leader], self.joined[follower]], [end, other_end]);
        self.sides[follower].reader.go_to_part(to, other_end);
    }

    /// What stands beside each other now belongs together.
    fn join(&mut self) {
        let [first, second] = &self.sides;
        self.joined = [first.reader.way().0, second.reader.way().0];
    }
}

/// Where the one that follows is to stand when the one that leads is `at`. Both were at `joined`, and both go to their
/// ends: above the place where they were joined by shares of the way there, below it by shares of what is left.
fn beside(at: usize, joined: [usize; 2], ends: [usize; 2]) -> usize {
    let [lead, follow] = joined;
    let share = |part: usize, whole: usize, of: usize| (part as u128 * of as u128 / whole.max(1) as u128) as usize;
    if at < lead {
        return share(at, lead, follow);
    }
    let [lead_end, follow_end] = ends;
    let left = follow_end.saturating_sub(follow);
    follow + share(at - lead, lead_end.saturating_sub(lead), left).min(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{article, document, library, paragraph};
    use crate::store::query::parse;

    #[test]
    fn both_come_to_their_ends_together() {
        for (at, joined, ends, want) in [
            (0, [0, 0], [100, 50], 0),
            (50, [0, 0], [100, 50], 25),
            (100, [0, 0], [100, 50], 50),
            // One was scrolled alone: what stood beside it then is where both go on from.
            (10, [10, 30], [100, 50], 30),
            (5, [10, 30], [100, 50], 15),
            (55, [10, 30], [100, 50], 40),
            (100, [10, 30], [100, 50], 50),
            (3, [0, 7], [0, 9], 9),
            (0, [0, 0], [0, 0], 0),
        ] {
            assert_eq!(beside(at, joined, ends), want, "{at} {joined:?} {ends:?}");
        }
    }

    /// An article of forty paragraphs beside one of twenty.
    fn comparison() -> (Comparison, Library) {
        let blocks = |n, words: &str| (0..n).map(|_| paragraph(words)).collect();
        let document = document(vec![
            article("Le phare", blocks(40, "Le vieux phare a gardé la côte pendant un siècle.")),
            article("La côte", blocks(20, "La côte a gardé le phare.")),
        ]);
        let library = library(document);
        let ids: Vec<ArticleId> = library.iter().map(|(_, article)| article.id()).collect();
        let mut comparison =
            Comparison::new(&library, [ids[0], ids[1]], 72, &parse("phare ").0, &Words::default()).unwrap();
        comparison.resize(100, 20, false);
        (comparison, library)
    }

    fn at(comparison: &Comparison) -> [usize; 2] {
        comparison.readers().map(|(reader, _)| reader.way().0)
    }

    #[test]
    fn both_scroll_together_or_one_alone() {
        use Action::{First, Last, Left, Next, NextPane, PageDown, Right};
        let (mut comparison, _) = comparison();
        let ends = comparison.readers().map(|(reader, _)| reader.way().1);
        let mut walk = |actions: &[Action]| {
            actions.iter().for_each(|action| drop(comparison.act(*action)));
            at(&comparison)
        };
        assert_eq!(walk(&[PageDown]), [17, 17 * ends[1] / ends[0]]);
        assert_eq!(walk(&[Last]), ends);
        assert_eq!(walk(&[First]), [0, 0]);
        assert_eq!(walk(&[Left, Next, Next]), [2, 0]);
        assert_eq!(walk(&[Right, Right, Next]), [2, 1], "the other one alone");
        assert_eq!(walk(&[NextPane]), [2, 1], "both, from where they are");
        assert_eq!(walk(&[PageDown, Last]), ends);
    }

    #[test]
    fn both_have_the_same_measure_beside_each_other_and_below() {
        let (mut comparison, _) = comparison();
        for (width, height, is_beside) in
            [(100, 20, true), (66, 20, true), (65, 20, false), (81, 5, true), (20, 10, false)]
        {
            comparison.resize(width, height, false);
            let [first, second] = comparison.places();
            assert_eq!(first.text.width, second.text.width, "{width}");
            assert_eq!(first.text.y == second.text.y, is_beside, "{width}");
            assert!(second.text.right() <= width && second.text.bottom() <= height);
        }
    }

    #[test]
    fn where_one_has_room_it_is_the_one_that_scrolls() {
        let (mut comparison, _) = comparison();
        comparison.resize(40, 6, false);
        for (action, shown) in [(Action::Left, 0), (Action::Right, 0), (Action::Right, 1)] {
            comparison.act(action);
            let places = comparison.places();
            assert!(places[1 - shown].text.is_empty() && places[shown].text.height == 5, "{action:?}");
        }
    }

    #[test]
    fn hits_are_gone_through_in_one_and_then_in_the_other() {
        let (mut comparison, _) = comparison();
        let current = |comparison: &Comparison| comparison.readers().map(|(reader, _)| reader.marked().1);
        for _ in 0..41 {
            comparison.act(Action::NextHit);
        }
        assert_eq!(current(&comparison), [Some(41), None]);
        comparison.act(Action::NextHit);
        assert_eq!(current(&comparison)[1], Some(1));
        comparison.act(Action::PreviousHit);
        assert_eq!(current(&comparison)[0], Some(41));
    }

    #[test]
    fn the_one_that_scrolls_alone_can_be_opened() {
        let (mut comparison, library) = comparison();
        let keys: Vec<ArticleKey> = library.iter().map(|(key, _)| key).collect();
        assert_eq!(comparison.act(Action::Open), Outcome::Ignored);
        comparison.act(Action::Right);
        assert_eq!(comparison.act(Action::Open), Outcome::Open(keys[1]));
        assert!(comparison.reopen(&library) && !comparison.reopen(&Library::default()));
    }
}
