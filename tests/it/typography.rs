//! Text as the screen shows it by default and by its settings, on the screen and against `tests/golden/screen_text.json`.

use std::sync::Arc;

use kiosque::app::message::{Message, Progress};
use kiosque::app::state::State;
use kiosque::ingest::ingest;
use kiosque::model::document::Origin;
use kiosque::store::segment::Segment;

use crate::screens::Reader;

/// A reader with one page.
fn reader_of(page: &str) -> Reader {
    let mut reader = Reader::waiting(100, 30, &State::default());
    let document = ingest(&Origin::file("page.txt"), page.as_bytes());
    reader.tell(Message::Read(Arc::new(Segment::new(vec![document]))));
    reader.tell(Message::Progress(Progress { n_read: 1, n_found: 1, finished: true, ..Progress::default() }));
    reader
}

#[test]
fn overrides_are_left_out_marked_and_told() {
    let body = "Le conseil s'est réuni lundi pour décider de la reconstruction du phare, après deux ans de débats.";
    let honest = format!("Le phare sera rebâti\n\n{body}\n");
    let overridden = format!("Le phare \u{202E}sera\u{202C} rebâti\n\n{body}\n");
    for (page, is_marked) in [(&honest, false), (&overridden, true)] {
        let mut reader = reader_of(page);
        let picture = reader.keys("<enter>").picture();
        assert!(picture.contains("Le phare sera rebâti"), "{picture}");
        // Beside the headline in the list, and in the dateline of the article.
        assert_eq!(picture.matches('⇄').count(), if is_marked { 2 } else { 0 }, "{picture}");
        let evidence = reader.keys("iG").picture();
        assert_eq!(evidence.contains("U+202E"), is_marked, "{evidence}");
    }
}
