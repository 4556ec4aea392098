//! What each character folds to, worked out from Unicode's tables and the lists below.
//!
//! `build.rs` holds this file as a module of its own and makes the table from it that `fold` looks things up in. In the
//! program only a test asks it again.

use unicode_normalization::UnicodeNormalization;

/// The folding of one character, worked out.
pub fn fold_char(c: char) -> String {
    let mut folded = fold_char_once(c);
    // A folding may hold what folds further, such as the lower case of a letter that is listed below.
    for _ in 0..4 {
        let again: String = folded.chars().map(fold_char_once).collect();
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

fn fold_char_once(c: char) -> String {
    if matches!(c, '\u{AC00}'..='\u{D7A3}') {
        return c.to_string(); // a Hangul syllable is what a searcher types
    }
    let mut folded = String::new();
    for part in std::iter::once(c).nfkd() {
        match spelled_out(part) {
            Some(spelled) => folded.push_str(spelled),
            None if is_dropped(part) => {}
            None => folded.extend(part.to_lowercase()),
        }
    }
    // Isolated vowel signs decompose to a space and the sign.
    if matches!(c, '\u{FE70}'..='\u{FE7F}' | '\u{FC5E}'..='\u{FC63}') { String::new() } else { folded }
}

/// What Unicode's decomposition does not know, but a searcher expects.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'ı' => "i",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ς' => "σ",
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʻ' | 'ʹ' | '´' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‐' | '‒' | '–' | '—' | '―' | '−' => "-",
        '\u{2044}' => "/",
        'ٱ' => "ا",
        'ى' | 'ی' | 'ے' | 'ې' => "ي",
        'ة' | 'ۃ' | 'ہ' | 'ە' | 'ھ' => "ه",
        'ک' | 'ڪ' => "ك",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}

/// Marks over, under and between letters, tatweel, and characters nobody sees.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}'
        | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{61C}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}')
}
