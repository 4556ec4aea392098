//! The reader's pane: the article that is open, or what to do to open one.

use ratatui::layout::Rect;

use crate::app::reader::Reader;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{row, sheet};

/// Draws the article that is open; the link that is chosen only if keys come here.
pub fn view(reader: &Reader, is_focused: bool, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    match reader.sheet() {
        Some(open) => sheet::view(open, reader.chosen().filter(|_| is_focused), area, canvas, theme),
        None => {
            let middle =
                Rect { x: area.x + 1, y: area.y + area.height / 3, width: area.width.saturating_sub(2), height: 1 };
            row::words(reader.words().text("no-article-open"), middle.intersection(area), canvas, theme.faint);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::style::Modifier;

    use super::*;
    use crate::app::action::Action;
    use crate::app::sample::{
        ARABIC, article, block, caption, document, library, linked_paragraph, paragraph, rich_document, tweet,
    };
    use crate::model::article::{Article, BlockKind};
    use crate::model::document::Document;
    use crate::text::bidi::Direction;
    use crate::text::clean::Clean;

    fn reader(document: Document, width: u16, height: u16) -> Reader {
        let library = library(document);
        let keys: Vec<_> = library.iter().map(|(key, _)| key).collect();
        let mut reader = Reader::default();
        reader.resize(width, height);
        reader.open(&library, keys[0], keys.get(1).copied(), None);
        reader
    }

    fn draw(reader: &Reader, width: u16, height: u16) -> Buffer {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        view(reader, true, area, &mut Canvas::new(&mut buf, Direction::LeftToRight), &Theme::named("ink").unwrap());
        buf
    }

    fn rows(buf: &Buffer) -> Vec<String> {
        let width = usize::from(buf.area.width).max(1);
        let row = |cells: &[ratatui::buffer::Cell]| cells.iter().map(|cell| cell.symbol()).collect::<String>();
        buf.content.chunks(width).map(|cells| row(cells).trim_end().to_owned()).collect()
    }

    /// The rows of an article, 40 columns wide, from the first block on.
    fn body(blocks: Vec<crate::model::article::Block>) -> Vec<String> {
        let document = document(vec![article("Titre", blocks)]);
        let mut rows = rows(&draw(&reader(document, 40, 60), 40, 60));
        let end = rows.iter().position(|row| row.ends_with('■')).unwrap();
        rows.truncate(end - 1);
        rows.split_off(4)
    }

    #[test]
    fn every_kind_of_block_has_a_look_of_its_own() {
        let quoted = |text: &str| {
            let mut block = paragraph(text);
            block.quoted_from = Some(Clean::new("quai.example"));
            block
        };
        for (blocks, picture) in [
            (
                vec![block(BlockKind::Dek, "Le chapeau."), paragraph("Un."), paragraph("Deux.")],
                " Le chapeau.\n\n Un.\n\n Deux.",
            ),
            (vec![block(BlockKind::SUBHEADING, "Le port"), paragraph("Un.")], " Le port\n\n Un."),
            (vec![caption("Une photo.", "Lina Haddad")], "   Une photo.              Lina Haddad"),
            (
                vec![caption("Une photo du quai, prise hier soir.", "Lina Haddad")],
                "   Une photo du quai, prise hier soir.\n                           Lina Haddad",
            ),
            (
                vec![tweet("Le quai", "Une ligne.\nDeux lignes.")],
                " ┃ Le quai · @quai · 3h\n ┃ Une ligne.\n ┃ Deux lignes.\n ┃ quai.example",
            ),
            (
                vec![block(BlockKind::Pullquote { echoes: None }, "Une phrase mise en valeur ici")],
                "       Une phrase mise en valeur\n       ici",
            ),
            (vec![block(BlockKind::Quote, "Des mots d'un autre.")], "     Des mots d'un autre."),
            (vec![block(BlockKind::AgencyCredit, "(avec AFP)")], " (avec AFP)"),
            (vec![block(BlockKind::ImageName, "phare_720")], " picture  phare_720"),
            (vec![quoted("Un."), quoted("Deux.")], "   from quai.example\n   Un.\n\n   Deux."),
        ] {
            assert_eq!(body(blocks).join("\n"), picture);
        }
    }

    /// The first and the last column of a row that is not blank.
    fn extent(row: &str) -> (usize, usize) {
        let columns: Vec<usize> =
            row.chars().enumerate().filter(|(_, c)| *c != ' ').map(|(column, _)| column).collect();
        (columns.first().copied().unwrap_or(0), columns.last().copied().unwrap_or(0))
    }

    #[test]
    fn arabic_keeps_to_the_right_edge_and_its_bar_and_credit_to_the_other_sides() {
        let mut long_caption = caption(ARABIC, "AFP");
        long_caption.dir = Direction::RightToLeft;
        for (block, extents) in [
            // One column of air at the left, two at the right: text ends at column 37.
            (paragraph(ARABIC), vec![(31, 37)]),
            (long_caption, vec![(1, 35)]),
            (tweet(ARABIC, ARABIC), vec![(16, 37), (29, 37), (24, 37)]),
            (block(BlockKind::Pullquote { echoes: None }, ARABIC), vec![(25, 31)]),
        ] {
            let rows = body(vec![block]);
            assert_eq!(rows.iter().map(|row| extent(row)).collect::<Vec<_>>(), extents, "{rows:#?}");
        }
    }

    #[test]
    fn the_head_names_outlet_authors_date_and_what_belongs_together() {
        let buf = draw(&reader(rich_document(), 60, 30), 60, 30);
        let picture = rows(&buf)[..6].join("\n");
        assert_eq!(
            picture,
            [
                " Le phare rouvre",
                "",
                " Le Goéland · Nour Castel · 12 February 2020 (derived)",
                "",
                "▌Republishes    La pièce reprise",
                "",
            ]
            .join("\n")
        );
        assert!(buf[(1, 0)].modifier.contains(Modifier::BOLD));
        assert_ne!(buf[(1, 2)].fg, buf[(1, 0)].fg);
    }

    #[test]
    fn the_end_is_marked_and_names_the_next_article() {
        let rows = rows(&draw(&reader(rich_document(), 60, 30), 60, 30));
        let end = rows.iter().position(|row| row == " ■").unwrap();
        assert_eq!(rows[end + 2], " Next           La pièce reprise");
    }

    #[test]
    fn a_headline_has_three_rows_and_a_made_up_one_stands_in_guillemets() {
        let words = "Un titre qui ne finit pas ".repeat(12);
        let picture = rows(&draw(&reader(document(vec![article(&words, vec![])]), 30, 20), 30, 20));
        assert!(picture[2].ends_with('…') && picture[3].is_empty(), "{picture:#?}");
        let made_up = document(vec![article("", vec![paragraph("Première phrase. Une autre.")])]);
        assert_eq!(rows(&draw(&reader(made_up, 40, 20), 40, 20))[0], " «Première phrase.»");
    }

    #[test]
    fn hits_are_tinted_where_their_letters_stand() {
        let mut reader = reader(document(vec![article("", vec![paragraph(&format!("Le {ARABIC} du port"))])]), 40, 20);
        let theme = Theme::named("ink").unwrap();
        for (find, n_cells) in [("port", 4), (ARABIC, 7), ("ar", 0)] {
            reader.set_find(find);
            let buf = draw(&reader, 40, 20);
            let tinted = |y: u16| (0..40).filter(|x| buf[(*x, y)].bg == theme.hit.bg.unwrap()).count();
            assert_eq!(tinted(4), n_cells, "{find}");
        }
    }

    #[test]
    fn the_column_is_in_the_middle_of_a_wide_pane_and_keeps_its_measure() {
        let text = "mot ".repeat(60);
        let picture = rows(&draw(&reader(document(vec![article("T", vec![paragraph(&text)])]), 120, 20), 120, 20));
        let (first, last) = extent(&picture[4]);
        assert_eq!(first, 1 + (120 - 3 - 72) / 2);
        assert!(last < first + 72);
    }

    #[test]
    fn a_scroll_bar_stands_beside_what_is_longer_than_the_pane() {
        let text = "mot ".repeat(400);
        let mut reader = reader(document(vec![article("T", vec![paragraph(&text)])]), 40, 10);
        for (action, y) in [(Action::First, 0), (Action::Last, 9)] {
            reader.act(action);
            assert_eq!(draw(&reader, 40, 10)[(39, y)].symbol(), "▐", "{action:?}");
        }
    }

    #[test]
    fn a_short_text_has_no_scroll_bar() {
        let buf = draw(&reader(document(vec![article("T", vec![])]), 40, 20), 40, 20);
        assert!((0..20).all(|y| buf[(39, y)].symbol() == " "));
    }

    /// The cells of a picture that lead somewhere: what they show, and where they lead, row by row.
    fn leading(reader: &Reader, width: u16, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let mut canvas = Canvas::new(&mut buf, Direction::LeftToRight);
        view(reader, true, area, &mut canvas, &Theme::named("ink").unwrap());
        let links = canvas.into_hyperlinks();
        let mut found: Vec<String> = Vec::new();
        for y in 0..height {
            let row: Vec<u16> = (0..width).collect();
            for run in row.chunk_by(|one, next| links.at(*one, y) == links.at(*next, y)) {
                let Some(link) = links.at(run[0], y) else { continue };
                let shown: String = run.iter().map(|x| buf[(*x, y)].symbol()).collect();
                found.push(format!("{shown} {} {}", link.id, link.address.as_str()));
            }
        }
        found
    }

    #[test]
    fn words_pictures_and_the_outlet_lead_where_they_do() {
        let mut image = block(BlockKind::Image { address: Some(Clean::new("https://images.example/phare.jpg")) }, "");
        let linked = linked_paragraph(
            "Le phare, le vieux port et la mer qui les garde tous les deux.",
            &["vieux port et la mer"],
        );
        let mut page = document(vec![article("Titre", vec![linked, image.clone()])]);
        page.articles[0].source_url = Some(Clean::new("https://quai.example/1"));
        let outlet = page.articles[0].outlet.value.clone().map_or("no outlet".to_owned(), |outlet| outlet.to_string());
        let mut reader = reader(page, 34, 20);
        assert_eq!(
            leading(&reader, 34, 20),
            [
                &format!("{outlet} 1-0 https://quai.example/1"),
                "vieux port et 2-13 https://quai.example/vieux-port-et-la-mer",
                "la mer 2-13 https://quai.example/vieux-port-et-la-mer",
                "https://images…are.jpg 3-0 https://images.example/phare.jpg",
            ]
        );
        image.kind = BlockKind::Image { address: Some(Clean::new("file:///etc/passwd")) };
        reader = self::reader(document(vec![article("Titre", vec![image])]), 34, 20);
        assert_eq!(leading(&reader, 34, 20), Vec::<String>::new());
    }

    fn anything() -> impl Strategy<Value = Article> {
        let text =
            prop::sample::select(vec!["", "un", "Le vieux phare a gardé la côte.", ARABIC, "mot \u{4E2D}\u{6587}"]);
        let kind = prop::sample::select(vec![
            BlockKind::Dek,
            BlockKind::Paragraph,
            BlockKind::SUBHEADING,
            BlockKind::Pullquote { echoes: None },
            BlockKind::Quote,
            BlockKind::AgencyCredit,
            BlockKind::ImageName,
            caption("x", "crédit").kind,
            tweet("auteur", "x").kind,
        ]);
        let blocks = prop::collection::vec((kind, text.clone()).prop_map(|(kind, text)| block(kind, text)), 0..9);
        (text, blocks).prop_map(|(title, blocks)| article(title, blocks))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn nothing_is_drawn_outside_at_any_size(article in anything(), width in 0u16..90, height in 0u16..30, down in 0u8..9) {
            let mut reader = reader(document(vec![article.clone(), article]), width, height);
            for _ in 0..down {
                reader.act(Action::HalfPageDown);
            }
            reader.set_find("e");
            let whole = Rect::new(0, 0, width + 4, height + 4);
            let mut buf = Buffer::filled(whole, ratatui::buffer::Cell::new("#"));
            view(&reader, true, Rect::new(2, 2, width, height), &mut Canvas::new(&mut buf, Direction::LeftToRight), &Theme::named("paper").unwrap());
            for position in whole.positions() {
                let is_outside = position.x < 2 || position.y < 2 || position.x >= width + 2 || position.y >= height + 2;
                prop_assert!(!is_outside || buf[position].symbol() == "#", "{position}");
            }
        }
    }
}
