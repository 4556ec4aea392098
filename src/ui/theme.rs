//! What each role on the screen looks like: four themes, and a reader's own.
//!
//! A theme file says colours only; weight and marks belong to the roles and are the same in every theme, so that taking
//! all colour away (`NO_COLOR`, a monochrome terminal) loses no distinction. Nothing here writes an escape sequence.

use std::fmt;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// The looks of all roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The first ink: what is read. Carries the background of the screen.
    pub text: Style,
    /// The second ink: dates, outlets, counts, captions.
    pub quiet: Style,
    /// The third ink: hints, rows with nothing to find, headlines that are made up.
    pub faint: Style,
    /// Lines between panes, tracks of scroll bars.
    pub rule: Style,
    /// The one accent: the bar of the selected row, switched-on sources, keys in hints.
    pub accent: Style,
    /// The title of a pane without the focus.
    pub title: Style,
    /// The title of the pane with the focus.
    pub focused_title: Style,
    /// A headline, an unread row.
    pub headline: Style,
    /// Words that lead somewhere.
    pub link: Style,
    /// A heading inside an article.
    pub subheading: Style,
    /// Laid over the cells of a selected row.
    pub selected: Style,
    /// Laid over the cells of a passage that is selected.
    pub passage: Style,
    /// Laid over the cells of a hit.
    pub hit: Style,
    /// Laid over the cells of the hit that `n` and `N` stand on.
    pub current_hit: Style,
    /// Something went wrong, or was skipped.
    pub warning: Style,
}

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// No colour, or none wanted (`NO_COLOR`).
    Monochrome,
    /// The terminal's own sixteen.
    Sixteen,
    /// The palette of 256.
    Indexed,
    /// 24 bits.
    True,
}

/// Why a theme file was not taken; says the line where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError(String);

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}

impl std::error::Error for ThemeError {}

/// The embedded themes by name.
const EMBEDDED: [(&str, &str); 4] = [
    ("paper", include_str!("../../assets/themes/paper.toml")),
    ("ink", include_str!("../../assets/themes/ink.toml")),
    ("terminal", include_str!("../../assets/themes/terminal.toml")),
    ("contrast", include_str!("../../assets/themes/contrast.toml")),
];

/// A theme file. Every colour is `#rrggbb`, a name of the terminal's sixteen (`red`, `bright-red` …), or `default`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The embedded theme that gives the colours this file leaves out.
    like: Option<String>,
    background: Option<Ink>,
    text: Option<Ink>,
    quiet: Option<Ink>,
    faint: Option<Ink>,
    rule: Option<Ink>,
    accent: Option<Ink>,
    warning: Option<Ink>,
    selected: Option<Ink>,
    selected_text: Option<Ink>,
    passage: Option<Ink>,
    passage_text: Option<Ink>,
    hit: Option<Ink>,
    hit_text: Option<Ink>,
    current_hit: Option<Ink>,
    current_hit_text: Option<Ink>,
}

impl Default for Theme {
    /// The terminal's own colours.
    fn default() -> Theme {
        Theme::named("terminal").unwrap_or_else(|| File::default().theme())
    }
}

impl Theme {
    /// The names of the embedded themes.
    pub const NAMES: [&str; 4] = [EMBEDDED[0].0, EMBEDDED[1].0, EMBEDDED[2].0, EMBEDDED[3].0];

    /// An embedded theme.
    pub fn named(name: &str) -> Option<Theme> {
        File::named(name).map(|file| file.theme())
    }

    /// The theme of a file; colours it leaves out are those of the theme it is `like`, or of *ink*.
    pub fn parse(toml: &str) -> Result<Theme, ThemeError> {
        let file: File = toml::from_str(toml).map_err(|error| ThemeError(error.to_string()))?;
        let like = file.like.as_deref().unwrap_or("ink");
        let base = File::named(like).ok_or_else(|| {
            ThemeError(format!("like = \"{like}\": no theme is called that; there are {}", Theme::NAMES.join(", ")))
        })?;
        Ok(file.or(base).theme())
    }

    /// The same theme for a terminal with so many colours.
    pub fn at_depth(self, depth: Depth) -> Theme {
        match depth {
            Depth::True => self,
            Depth::Indexed => self.map(|style| recolour(style, indexed)),
            Depth::Sixteen if self.uses_rgb() => Theme::named("terminal").unwrap_or(self),
            Depth::Sixteen => self,
            Depth::Monochrome => self.without_colour(),
        }
    }

    /// Weight and marks alone: a hit is bold and underlined, a link underlined, the focused title and a passage reversed,
    /// quiet ink dim.
    pub fn without_colour(self) -> Theme {
        let mut theme = self.map(|style| Style { fg: None, bg: None, ..style });
        for dim in [&mut theme.quiet, &mut theme.faint, &mut theme.rule] {
            *dim = dim.add_modifier(Modifier::DIM);
        }
        theme.accent = theme.accent.add_modifier(Modifier::BOLD);
        theme.focused_title = theme.focused_title.add_modifier(Modifier::REVERSED);
        theme.passage = theme.passage.add_modifier(Modifier::REVERSED);
        theme.hit = theme.hit.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        theme.current_hit = theme.current_hit.add_modifier(Modifier::REVERSED);
        theme
    }

    /// A style as it looks on a selected row.
    pub fn on_selected(&self, style: Style) -> Style {
        style.patch(self.selected)
    }

    fn styles(&mut self) -> [&mut Style; 15] {
        [
            &mut self.text,
            &mut self.quiet,
            &mut self.faint,
            &mut self.rule,
            &mut self.accent,
            &mut self.title,
            &mut self.focused_title,
            &mut self.headline,
            &mut self.link,
            &mut self.subheading,
            &mut self.selected,
            &mut self.passage,
            &mut self.hit,
            &mut self.current_hit,
            &mut self.warning,
        ]
    }

    fn map(mut self, change: impl Fn(Style) -> Style) -> Theme {
        for style in self.styles() {
            *style = change(*style);
        }
        self
    }

    fn uses_rgb(&self) -> bool {
        let is_rgb = |colour: Option<Color>| matches!(colour, Some(Color::Rgb(..)));
        let mut theme = self.clone();
        theme.styles().iter().any(|style| is_rgb(style.fg) || is_rgb(style.bg))
    }
}

impl File {
    fn named(name: &str) -> Option<File> {
        let (_, text) = EMBEDDED.iter().find(|(known, _)| *known == name)?;
        toml::from_str(text).ok()
    }

    fn or(self, base: File) -> File {
        File {
            like: None,
            background: self.background.or(base.background),
            text: self.text.or(base.text),
            quiet: self.quiet.or(base.quiet),
            faint: self.faint.or(base.faint),
            rule: self.rule.or(base.rule),
            accent: self.accent.or(base.accent),
            warning: self.warning.or(base.warning),
            selected: self.selected.or(base.selected),
            selected_text: self.selected_text.or(base.selected_text),
            passage: self.passage.or(base.passage),
            passage_text: self.passage_text.or(base.passage_text),
            hit: self.hit.or(base.hit),
            hit_text: self.hit_text.or(base.hit_text),
            current_hit: self.current_hit.or(base.current_hit),
            current_hit_text: self.current_hit_text.or(base.current_hit_text),
        }
    }

    fn theme(&self) -> Theme {
        let ink = |ink: Option<Ink>| style(ink, self.background);
        // An ink that is the text's own colour takes its strength from weight.
        let weighed = |colour: Option<Ink>, weight: Modifier| {
            if colour == self.text { ink(colour).add_modifier(weight) } else { ink(colour) }
        };
        Theme {
            text: ink(self.text),
            quiet: weighed(self.quiet, Modifier::DIM),
            faint: weighed(self.faint, Modifier::DIM),
            rule: ink(self.rule),
            accent: weighed(self.accent, Modifier::BOLD),
            title: weighed(self.quiet, Modifier::DIM),
            focused_title: ink(self.accent).add_modifier(Modifier::BOLD),
            headline: ink(self.text).add_modifier(Modifier::BOLD),
            // Never bold: without colour a hit is bold and underlined, a link is underlined alone.
            link: ink(self.accent).remove_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED),
            subheading: ink(self.accent).add_modifier(Modifier::BOLD),
            selected: style(self.selected_text, self.selected),
            passage: style(self.passage_text, self.passage),
            hit: style(self.hit_text, self.hit),
            current_hit: style(self.current_hit_text, self.current_hit).add_modifier(Modifier::BOLD),
            warning: ink(self.warning),
        }
    }
}

fn style(foreground: Option<Ink>, background: Option<Ink>) -> Style {
    Style { fg: foreground.map(|ink| ink.0), bg: background.map(|ink| ink.0), ..Style::default() }
}

fn recolour(style: Style, change: impl Fn(Color) -> Color) -> Style {
    Style { fg: style.fg.map(&change), bg: style.bg.map(&change), ..style }
}

/// A colour as a theme file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Ink(Color);

/// The sixteen colours in the order of their numbers (ECMA-48 SGR 30-37 and the bright ones, 90-97).
const SIXTEEN: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

impl TryFrom<String> for Ink {
    type Error = String;

    fn try_from(written: String) -> Result<Ink, String> {
        let name = written.trim().to_ascii_lowercase();
        if name == "default" {
            return Ok(Ink(Color::Reset));
        }
        if let Some((_, colour)) = SIXTEEN.iter().find(|(known, _)| *known == name) {
            return Ok(Ink(*colour));
        }
        let digits = name.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let [_, r, g, b] = number
            .ok_or_else(|| format!("\"{written}\" is no colour; write #rrggbb, red, bright-red …, or default"))?
            .to_be_bytes();
        Ok(Ink(Color::Rgb(r, g, b)))
    }
}

/// The steps of the cube of 6x6x6 (xterm's `256colres.h`).
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// What a colour is made of; `None` where that is for the terminal to say.
pub(super) fn parts(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(idx @ 232..) => Some([8 + 10 * (idx - 232); 3]),
        Color::Indexed(idx @ 16..) => {
            let step = |part: u8| STEPS[usize::from((idx - 16) / part % 6)];
            Some([step(36), step(6), step(1)])
        }
        _ => None,
    }
}

/// The nearest colour of the 256: the cube of 6x6x6 from 16, or the ramp of greys from 232 (xterm's `256colres.h`).
pub(super) fn indexed(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else { return colour };
    let nearest = |value: u8| {
        let step = STEPS.iter().enumerate().min_by_key(|(_, step)| step.abs_diff(value));
        step.map_or((0, 0), |(i, step)| (i as u8, *step))
    };
    let ((ri, rs), (gi, gs), (bi, bs)) = (nearest(r), nearest(g), nearest(b));
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let grey_idx = ((mean.saturating_sub(3)) / 10).min(23) as u8;
    let grey = 8 + 10 * grey_idx;
    let distance =
        |to: [u8; 3]| -> u32 { [r, g, b].iter().zip(to).map(|(from, to)| u32::from(from.abs_diff(to)).pow(2)).sum() };
    if distance([grey; 3]) < distance([rs, gs, bs]) {
        Color::Indexed(232 + grey_idx)
    } else {
        Color::Indexed(16 + 36 * ri + 6 * gi + bi)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.1 defines them. The sixteen have the colours of xterm's defaults;
    /// the terminal's own pair is tried as black on white and as white on black.
    fn contrast(a: Color, b: Color, default: [Color; 2]) -> f64 {
        let luminance = |colour: Color| {
            let [r, g, b] = rgb(if colour == Color::Reset { default[0] } else { colour }).map(|value| {
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let b = if b == Color::Reset { default[1] } else { b };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn rgb(colour: Color) -> [u8; 3] {
        const XTERM: [[u8; 3]; 16] = [
            [0, 0, 0],
            [205, 0, 0],
            [0, 205, 0],
            [205, 205, 0],
            [0, 0, 238],
            [205, 0, 205],
            [0, 205, 205],
            [229, 229, 229],
            [127, 127, 127],
            [255, 0, 0],
            [0, 255, 0],
            [255, 255, 0],
            [92, 92, 255],
            [255, 0, 255],
            [0, 255, 255],
            [255, 255, 255],
        ];
        match colour {
            Color::Rgb(r, g, b) => [r, g, b],
            named => XTERM[SIXTEEN.iter().position(|(_, known)| *known == named).unwrap()],
        }
    }

    #[test]
    fn text_stands_out_from_its_background_in_every_theme() {
        let (black, white) = (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
        for name in Theme::NAMES {
            let theme = Theme::named(name).unwrap();
            let inks = [
                ("text", theme.text),
                ("quiet", theme.quiet),
                ("faint", theme.faint),
                ("accent", theme.accent),
                ("title", theme.title),
                ("focused title", theme.focused_title),
                ("warning", theme.warning),
                ("link", theme.link),
                ("subheading", theme.subheading),
                ("passage", theme.text.patch(theme.passage)),
                ("quiet in a passage", theme.quiet.patch(theme.passage)),
                ("heading in a passage", theme.subheading.patch(theme.passage)),
                ("link in a passage", theme.link.patch(theme.passage)),
                ("hit in a passage", theme.text.patch(theme.passage).patch(theme.hit)),
                ("hit", theme.text.patch(theme.hit)),
                ("current hit", theme.text.patch(theme.current_hit)),
                ("hit on selected", theme.on_selected(theme.text).patch(theme.hit)),
                ("selected text", theme.on_selected(theme.text)),
                ("selected quiet", theme.on_selected(theme.quiet)),
                ("selected faint", theme.on_selected(theme.faint)),
                ("selected accent", theme.on_selected(theme.accent)),
            ];
            for (role, style) in inks {
                for default in [[black, white], [white, black]] {
                    let (Some(ink), Some(background)) = (style.fg, style.bg) else { panic!("{name}: {role}") };
                    let ratio = contrast(ink, background, default);
                    assert!(ratio >= 4.5, "{name}: {role} has {ratio:.2}:1");
                }
            }
        }
    }

    #[test]
    fn without_colour_every_role_keeps_a_look_of_its_own() {
        for name in Theme::NAMES {
            let theme = Theme::named(name).unwrap().without_colour();
            let mut copy = theme.clone();
            assert!(copy.styles().iter().all(|style| style.fg.is_none() && style.bg.is_none()));
            for (one, other) in [
                (theme.hit, Style::default()),
                (theme.current_hit, theme.hit),
                (theme.link, Style::default()),
                (theme.passage, Style::default()),
                (theme.passage, theme.hit),
                (theme.passage.patch(theme.hit), theme.passage),
                (theme.link.patch(theme.hit), theme.link),
                (theme.headline.patch(theme.link), theme.headline.patch(theme.hit)),
                (theme.focused_title, theme.title),
                (theme.headline, theme.text),
                (theme.quiet, theme.text),
                (theme.accent, theme.text),
            ] {
                assert_ne!(one, other, "{name}");
            }
        }
    }

    #[test]
    fn a_theme_of_ones_own_says_only_what_differs() {
        let theme = Theme::parse("like = \"paper\"\naccent = \"#005f5f\"\n").unwrap();
        let paper = Theme::named("paper").unwrap();
        assert_eq!(theme.accent.fg, Some(Color::Rgb(0, 0x5f, 0x5f)));
        assert_eq!(theme.text, paper.text);
    }

    #[test]
    fn a_faulty_theme_names_the_line() {
        for (toml, says) in [
            ("accent = \"#12\"\n", "line 1"),
            ("like = \"paper\"\nacent = \"red\"\n", "line 2"),
            ("like = \"pamphlet\"\n", "pamphlet"),
        ] {
            let error = Theme::parse(toml).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }

    #[test]
    fn fewer_colours_keep_the_nearest() {
        assert_eq!(indexed(Color::Rgb(255, 0, 0)), Color::Indexed(196));
        assert_eq!(indexed(Color::Rgb(128, 128, 128)), Color::Indexed(244));
        assert_eq!(indexed(Color::Red), Color::Red);
        let paper = Theme::named("paper").unwrap();
        assert_eq!(paper.clone().at_depth(Depth::Sixteen), Theme::named("terminal").unwrap());
        assert_eq!(paper.clone().at_depth(Depth::True), paper);
    }
}
