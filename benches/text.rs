//! How fast text is made safe, folded and laid out, beside what the machine needs to copy and to check the same bytes.
//!
//! `cargo bench --bench text`

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kiosque::text::clean;
use kiosque::text::fold;
use kiosque::text::language::Language;
use kiosque::text::layout::{Laid, Layout, layout};
use kiosque::text::paragraph::Paragraph;
use kiosque::text::setting::Setting;
use kiosque::text::wrap::{Fit, Wrapping};

fn main() {
    divan::main();
}

/// The texts that are measured, each some hundred bytes, repeated to the size that is asked for.
const TEXTS: &[Text] = &[Text::French, Text::Arabic, Text::Mixed];

const N_BYTES: usize = 1 << 20;

#[derive(Clone, Copy, Debug)]
enum Text {
    French,
    Arabic,
    Mixed,
}

impl Text {
    fn paragraph(self) -> &'static str {
        match self {
            Text::French => {
                "Il s'agit d'une grave escalade dans les combats qui opposent, depuis février, la rébellion syrienne, soutenue par \
                 la Turquie, aux forces du régime, appuyées par l'aviation alliée. Au moins trente-trois soldats ont été tués \
                 jeudi, au cours d’attaques aériennes menées dans la région, selon « plusieurs sources » concordantes."
            }
            Text::Arabic => {
                "قال مصدر مطلع إن القوات تقدمت يوم الثلاثاء نحو المدينة بعد معارك استمرت عدة أيام، وأضاف أن عدد القتلى بلغ ٣٣ \
                 شخصا على الأقل، بينما أعلنت السلطات فتح تحقيق في الحادث الذي وقع مساء أمس قرب الحدود."
            }
            Text::Mixed => {
                "L’agence \u{A0}rapporte :\u{202F}« أعلنت شركة Airbus أنها سلّمت 735 طائرة »\u{200B} — voir https://exemple.fr/ar/article-1.html \
                 et @quotidien_national ; le communique\u{301} complet suit, en deux langues."
            }
        }
    }

    /// What the reader sees.
    fn on_the_screen(self) -> Setting {
        match self {
            Text::French | Text::Mixed => Setting::screen().with_language(Language::French),
            Text::Arabic => Setting::screen(),
        }
    }

    /// About a mebibyte of lines.
    fn lines(self) -> Vec<&'static str> {
        vec![self.paragraph(); N_BYTES / self.paragraph().len()]
    }

    /// About a mebibyte without a line end.
    fn long_paragraph(self) -> String {
        self.lines().join(" ")
    }
}

fn n_bytes(lines: &[&str]) -> BytesCount {
    BytesCount::new(lines.iter().map(|line| line.len()).sum::<usize>())
}

#[divan::bench(args = TEXTS)]
fn a_memcpy(bencher: Bencher, text: Text) {
    let text = text.long_paragraph();
    bencher.counter(BytesCount::new(text.len())).bench(|| black_box(text.as_bytes()).to_vec());
}

#[divan::bench(args = TEXTS)]
fn b_utf8_check(bencher: Bencher, text: Text) {
    let text = text.long_paragraph();
    bencher.counter(BytesCount::new(text.len())).bench(|| std::str::from_utf8(black_box(text.as_bytes())).is_ok());
}

#[divan::bench(args = TEXTS)]
fn clean_lines(bencher: Bencher, text: Text) {
    let lines = text.lines();
    let count = || lines.iter().map(|line| clean::line(black_box(line)).len()).sum::<usize>();
    bencher.counter(n_bytes(&lines)).bench(count);
}

#[divan::bench(args = TEXTS)]
fn fold_lines(bencher: Bencher, text: Text) {
    let lines = text.lines();
    bencher
        .counter(n_bytes(&lines))
        .bench(|| lines.iter().map(|line| fold::fold(black_box(line)).len()).sum::<usize>());
}

#[divan::bench(args = TEXTS)]
fn fold_lines_mapped(bencher: Bencher, text: Text) {
    let lines = text.lines();
    let count = || lines.iter().map(|line| fold::fold_mapped(black_box(line)).text.len()).sum::<usize>();
    bencher.counter(n_bytes(&lines)).bench(count);
}

#[divan::bench(args = TEXTS)]
fn words_of_folded_lines(bencher: Bencher, text: Text) {
    let folded = fold::fold(&text.long_paragraph());
    bencher.counter(BytesCount::new(folded.len())).bench(|| fold::words(black_box(&folded)).count());
}

/// Paragraphs that were never laid out before, at 80 columns, each row as full as it can be: by the engine alone, and with
/// all that the screen adds to it.
#[divan::bench(args = TEXTS, sample_count = 10)]
fn lay_out_first(bencher: Bencher, text: Text) {
    lay_out_paragraphs(bencher, text, Layout::new(80).with_fit(Fit::Greedy).with_setting(Setting::default()));
}

#[divan::bench(args = TEXTS, sample_count = 10)]
fn lay_out_first_on_the_screen(bencher: Bencher, text: Text) {
    lay_out_paragraphs(bencher, text, Layout::new(80).with_fit(Fit::Greedy).with_setting(text.on_the_screen()));
}

#[divan::bench(args = TEXTS, sample_count = 10)]
fn lay_out_first_evenly(bencher: Bencher, text: Text) {
    lay_out_paragraphs(bencher, text, Layout::new(72).with_setting(text.on_the_screen()));
}

fn lay_out_paragraphs(bencher: Bencher, text: Text, settings: Layout) {
    let lines = text.lines();
    let count = || lines.iter().map(|line| layout(black_box(line), &settings).n_rows()).sum::<usize>();
    bencher.counter(n_bytes(&lines)).bench(count);
}

/// The same paragraphs at another width, read already.
#[divan::bench(args = TEXTS, sample_count = 10)]
fn lay_out_again(bencher: Bencher, text: Text) {
    lay_out_again_in(bencher, text, Wrapping { fit: Fit::Greedy, ..Wrapping::new(72) });
}

#[divan::bench(args = TEXTS, sample_count = 10)]
fn lay_out_again_evenly(bencher: Bencher, text: Text) {
    lay_out_again_in(bencher, text, Wrapping::new(72));
}

fn lay_out_again_in(bencher: Bencher, text: Text, wrapping: Wrapping) {
    let lines = text.lines();
    let paragraphs: Vec<Paragraph> = lines.iter().map(|line| Paragraph::new(line, &text.on_the_screen())).collect();
    let count = || paragraphs.iter().map(|paragraph| black_box(paragraph).rows(wrapping).n_rows()).sum::<usize>();
    bencher.counter(n_bytes(&lines)).bench(count);
}

/// The cells of all rows, which the screen asks for a page at a time.
#[divan::bench(args = TEXTS, sample_count = 10)]
fn draw(bencher: Bencher, text: Text) {
    let lines = text.lines();
    let laid: Vec<Laid> =
        lines.iter().map(|line| layout(line, &Layout::new(72).with_setting(text.on_the_screen()))).collect();
    let count = || laid.iter().flat_map(|laid| laid.rows().flat_map(|row| row.cells())).count();
    bencher.counter(n_bytes(&lines)).bench(count);
}

#[divan::bench(args = TEXTS, sample_count = 10)]
fn lay_out_headlines(bencher: Bencher, text: Text) {
    let lines: Vec<&str> = text.lines().into_iter().take(1000).collect();
    let settings = Layout::new(34).with_max_rows(2);
    let count = || lines.iter().map(|line| layout(black_box(line), &settings).n_rows()).sum::<usize>();
    bencher.counter(divan::counter::ItemsCount::new(lines.len())).bench(count);
}

#[divan::bench(args = TEXTS, sample_count = 3)]
fn lay_out_one_long_paragraph(bencher: Bencher, text: Text) {
    let text = text.long_paragraph();
    bencher.counter(BytesCount::new(text.len())).bench(|| layout(black_box(&text), &Layout::new(72)).n_rows());
}

/// Paragraphs that nobody writes and a broken page may hold, a mebibyte each: none may take long.
#[divan::bench(args = ["a", "ا", "a ", "ا ", "(", "ا(", ")(ا", "a-", "汉", "e\u{301}", "\u{64E}", "//", "https://a/", "ا1", "🇩", "\u{200D}", "ا\u{2067}", "\n"], sample_count = 1)]
fn lay_out_a_hostile_paragraph(bencher: Bencher, part: &str) {
    let text = part.repeat(N_BYTES / part.len());
    bencher.counter(BytesCount::new(text.len())).bench(|| layout(black_box(&text), &Layout::new(72)).n_rows());
}

/// The same through the text rule, whole and line by line.
#[divan::bench(args = ["\u{1B}", "\u{1B}]", "\u{9D}", "\u{9D}a", "\u{1B}[", "\u{9B}1", "e\u{301}", "\u{301}", "\u{A0}", "\u{64E}\u{651}"], sample_count = 1)]
fn clean_a_hostile_line(bencher: Bencher, part: &str) {
    let text = part.repeat(N_BYTES / part.len());
    bencher.counter(BytesCount::new(text.len())).bench(|| clean::line(black_box(&text)).len());
}
