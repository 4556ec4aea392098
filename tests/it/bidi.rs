//! Visual order by table: what stands in the cells from left to right, written as code points because an editor reorders
//! what it shows. The cases were checked against ICU and FriBidi; letters are unjoined here.

use kiosque::text::bidi::Direction::{self, LeftToRight as LTR, RightToLeft as RTL};
use kiosque::text::layout::{Layout, layout};
use kiosque::text::setting::{Base, Setting};
use kiosque::text::wrap::Fit;

/// Name, base direction that must be found, width, text, rows.
type Case = (&'static str, Direction, u16, &'static str, &'static [&'static str]);

#[test]
fn rows_stand_in_visual_order() {
    for (name, direction, width, text, want) in CASES {
        // Some of the texts have a direction that their letters do not tell.
        let base =
            if matches!(*name, "angle-math" | "num-range" | "url-ar-path" | "wrap-bracket-split" | "wrap-ltr-in-rtl") {
                Base::Given(*direction)
            } else {
                Base::Auto
            };
        let laid =
            layout(text, &Layout::new(*width).with_fit(Fit::Greedy).with_setting(Setting::default().with_base(base)));
        let rows: Vec<String> = laid.rows().map(|row| row.cells().map(|cell| cell.symbol).collect()).collect();
        assert_eq!((laid.direction(), rows), (*direction, want.iter().map(ToString::to_string).collect()), "{name}");
    }
}

#[rustfmt::skip]
const CASES: &[Case] = &[
        ("join-basic", RTL, 200, "\u{633}\u{644}\u{627}\u{645}", &["\u{645}\u{627}\u{644}\u{633}"]),
        ("harakat", RTL, 200, "\u{628}\u{650}\u{633}\u{652}\u{645}\u{650} \u{627}\u{644}\u{644}\u{64E}\u{651}\u{647}\u{650}", &["\u{647}\u{650}\u{644}\u{64E}\u{651}\u{644}\u{627} \u{645}\u{650}\u{633}\u{652}\u{628}\u{650}"]),
        ("hebrew", RTL, 200, "\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{5E2}\u{5D5}\u{5DC}\u{5DD}", &["\u{5DD}\u{5DC}\u{5D5}\u{5E2} \u{5DD}\u{5D5}\u{5DC}\u{5E9}"]),
        ("num-eu", RTL, 200, "\u{639}\u{627}\u{645} 2023 \u{628}\u{632}\u{64A}\u{627}\u{62F}\u{629} 11%", &["%11 \u{629}\u{62F}\u{627}\u{64A}\u{632}\u{628} 2023 \u{645}\u{627}\u{639}"]),
        ("num-ar", RTL, 200, "\u{627}\u{644}\u{633}\u{639}\u{631} \u{661}\u{662}\u{663}\u{664}\u{66B}\u{665}\u{666} \u{631}\u{64A}\u{627}\u{644}", &["\u{644}\u{627}\u{64A}\u{631} \u{661}\u{662}\u{663}\u{664}\u{66B}\u{665}\u{666} \u{631}\u{639}\u{633}\u{644}\u{627}"]),
        ("num-range", RTL, 200, "3-0 \u{648} 10/12/2023", &["10/12/2023 \u{648} 3-0"]),
        ("currency", RTL, 200, "\u{628}\u{645}\u{628}\u{644}\u{63A} 1 250 000 \u{20AC} \u{648} $15", &["15$ \u{648} \u{20AC} 000 250 1 \u{63A}\u{644}\u{628}\u{645}\u{628}"]),
        ("question", RTL, 200, "\u{647}\u{644} \u{647}\u{630}\u{627} \u{635}\u{62D}\u{64A}\u{62D}\u{61F} \u{646}\u{639}\u{645}!", &["!\u{645}\u{639}\u{646} \u{61F}\u{62D}\u{64A}\u{62D}\u{635} \u{627}\u{630}\u{647} \u{644}\u{647}"]),
        ("ltr-end-punct", LTR, 200, "Il a dit \u{633}\u{644}\u{627}\u{645}.", &["Il a dit \u{645}\u{627}\u{644}\u{633}."]),
        ("paren", RTL, 200, "\u{628}\u{627}\u{631}\u{64A}\u{633} (Paris) \u{639}\u{627}\u{635}\u{645}\u{629}", &["\u{629}\u{645}\u{635}\u{627}\u{639} (Paris) \u{633}\u{64A}\u{631}\u{627}\u{628}"]),
        ("guillemets-rtl", RTL, 200, "\u{642}\u{627}\u{644} \u{AB}\u{646}\u{639}\u{645}\u{BB} \u{627}\u{644}\u{64A}\u{648}\u{645}", &["\u{645}\u{648}\u{64A}\u{644}\u{627} \u{AB}\u{645}\u{639}\u{646}\u{BB} \u{644}\u{627}\u{642}"]),
        ("angle-math", RTL, 200, "\u{623} < \u{628} \u{648} c > d", &["c > d \u{648} \u{628} > \u{623}"]),
        ("ellipsis", RTL, 200, "\u{644}\u{627} \u{627}\u{62A}\u{641}\u{627}\u{642} \u{628}\u{639}\u{62F} \u{641}\u{64A} \u{641}\u{64A}\u{64A}\u{646}\u{627}\u{2026}", &["\u{2026}\u{627}\u{646}\u{64A}\u{64A}\u{641} \u{64A}\u{641} \u{62F}\u{639}\u{628} \u{642}\u{627}\u{641}\u{62A}\u{627} \u{627}\u{644}"]),
        ("slash", RTL, 200, "\u{648}/\u{623}\u{648}", &["\u{648}\u{623}/\u{648}"]),
        ("hashtag-ar", RTL, 200, "#\u{643}\u{631}\u{629}_\u{627}\u{644}\u{642}\u{62F}\u{645} \u{641}\u{648}\u{632} \u{627}\u{644}\u{645}\u{63A}\u{631}\u{628}", &["\u{628}\u{631}\u{63A}\u{645}\u{644}\u{627} \u{632}\u{648}\u{641} \u{645}\u{62F}\u{642}\u{644}\u{627}_\u{629}\u{631}\u{643}#"]),
        ("hashtag-latin", RTL, 200, "\u{641}\u{648}\u{632} #Maroc \u{627}\u{644}\u{64A}\u{648}\u{645}", &["\u{645}\u{648}\u{64A}\u{644}\u{627} Maroc# \u{632}\u{648}\u{641}"]),
        ("handle", RTL, 200, "\u{634}\u{643}\u{631}\u{627} @FRMFOFFICIEL \u{639}\u{644}\u{649}", &["\u{649}\u{644}\u{639} FRMFOFFICIEL@ \u{627}\u{631}\u{643}\u{634}"]),
        ("url", RTL, 200, "\u{631}\u{627}\u{62C}\u{639} https://www.lemonde.fr/ar/article-1.html \u{644}\u{644}\u{62A}\u{641}\u{627}\u{635}\u{64A}\u{644}", &["\u{644}\u{64A}\u{635}\u{627}\u{641}\u{62A}\u{644}\u{644} https://www.lemonde.fr/ar/article-1.html \u{639}\u{62C}\u{627}\u{631}"]),
        ("url-end", RTL, 200, "\u{627}\u{644}\u{645}\u{635}\u{62F}\u{631}: https://example.com/a/", &["/https://example.com/a :\u{631}\u{62F}\u{635}\u{645}\u{644}\u{627}"]),
        ("url-ar-path", RTL, 200, "\u{627}\u{646}\u{638}\u{631} https://ar.wikipedia.org/wiki/\u{627}\u{644}\u{62C}\u{632}\u{627}\u{626}\u{631} \u{647}\u{646}\u{627}", &["\u{627}\u{646}\u{647} \u{631}\u{626}\u{627}\u{632}\u{62C}\u{644}\u{627}/https://ar.wikipedia.org/wiki \u{631}\u{638}\u{646}\u{627}"]),
        ("cplusplus", RTL, 200, "\u{62A}\u{639}\u{644}\u{645} C++ \u{648} C# \u{627}\u{644}\u{622}\u{646}", &["\u{646}\u{622}\u{644}\u{627} #C \u{648} ++C \u{645}\u{644}\u{639}\u{62A}"]),
        ("base-smart-rtl", RTL, 200, "Airbus \u{62A}\u{633}\u{644}\u{651}\u{645} 735 \u{637}\u{627}\u{626}\u{631}\u{629} \u{641}\u{64A} 2023", &["2023 \u{64A}\u{641} \u{629}\u{631}\u{626}\u{627}\u{637} 735 \u{645}\u{644}\u{651}\u{633}\u{62A} Airbus"]),
        ("base-smart-fr", LTR, 200, "Le mot \u{AB} \u{633}\u{644}\u{627}\u{645} \u{BB} en une du quotidien \u{627}\u{644}\u{623}\u{647}\u{631}\u{627}\u{645} !", &["Le mot \u{AB} \u{645}\u{627}\u{644}\u{633} \u{BB} en une du quotidien \u{645}\u{627}\u{631}\u{647}\u{623}\u{644}\u{627} !"]),
        ("base-neutral", LTR, 200, "2023 - 11 %", &["2023 - 11 %"]),
        ("no-iso", RTL, 200, "\u{627}\u{644}\u{641}\u{631}\u{64A}\u{642} AC Milan (1): 3 \u{646}\u{642}\u{627}\u{637}", &["\u{637}\u{627}\u{642}\u{646} AC Milan (1): 3 \u{642}\u{64A}\u{631}\u{641}\u{644}\u{627}"]),
        ("wrap-ar-40", RTL, 40, "\u{623}\u{639}\u{644}\u{646}\u{62A} \u{634}\u{631}\u{643}\u{629} Airbus \u{64A}\u{648}\u{645} \u{627}\u{644}\u{62B}\u{644}\u{627}\u{62B}\u{627}\u{621} \u{623}\u{646}\u{647}\u{627} \u{633}\u{644}\u{651}\u{645}\u{62A} 735 \u{637}\u{627}\u{626}\u{631}\u{629} \u{641}\u{64A} \u{639}\u{627}\u{645} 2023\u{60C} \u{623}\u{64A} \u{628}\u{632}\u{64A}\u{627}\u{62F}\u{629} \u{642}\u{62F}\u{631}\u{647}\u{627} 11% \u{645}\u{642}\u{627}\u{631}\u{646}\u{629} \u{628}\u{639}\u{627}\u{645} 2022.", &["\u{62A}\u{645}\u{644}\u{651}\u{633} \u{627}\u{647}\u{646}\u{623} \u{621}\u{627}\u{62B}\u{627}\u{644}\u{62B}\u{644}\u{627} \u{645}\u{648}\u{64A} Airbus \u{629}\u{643}\u{631}\u{634} \u{62A}\u{646}\u{644}\u{639}\u{623}", "\u{627}\u{647}\u{631}\u{62F}\u{642} \u{629}\u{62F}\u{627}\u{64A}\u{632}\u{628} \u{64A}\u{623} \u{60C}2023 \u{645}\u{627}\u{639} \u{64A}\u{641} \u{629}\u{631}\u{626}\u{627}\u{637} 735", ".2022 \u{645}\u{627}\u{639}\u{628} \u{629}\u{646}\u{631}\u{627}\u{642}\u{645} %11"]),
        ("wrap-ar2-50", RTL, 50, "\u{642}\u{627}\u{644} \u{627}\u{644}\u{631}\u{626}\u{64A}\u{633} \u{627}\u{644}\u{641}\u{631}\u{646}\u{633}\u{64A} \u{625}\u{64A}\u{645}\u{627}\u{646}\u{648}\u{64A}\u{644} \u{645}\u{627}\u{643}\u{631}\u{648}\u{646} (Emmanuel Macron) \u{625}\u{646} \u{AB}\u{627}\u{644}\u{627}\u{62A}\u{641}\u{627}\u{642}\u{BB} \u{633}\u{64A}\u{64F}\u{648}\u{642}\u{64E}\u{651}\u{639} \u{641}\u{64A} \u{628}\u{627}\u{631}\u{64A}\u{633}\u{61B} \u{631}\u{627}\u{62C}\u{639} https://www.lemonde.fr/ar/article-1.html \u{644}\u{644}\u{62A}\u{641}\u{627}\u{635}\u{64A}\u{644}.", &["Emmanuel) \u{646}\u{648}\u{631}\u{643}\u{627}\u{645} \u{644}\u{64A}\u{648}\u{646}\u{627}\u{645}\u{64A}\u{625} \u{64A}\u{633}\u{646}\u{631}\u{641}\u{644}\u{627} \u{633}\u{64A}\u{626}\u{631}\u{644}\u{627} \u{644}\u{627}\u{642}", "\u{639}\u{62C}\u{627}\u{631} \u{61B}\u{633}\u{64A}\u{631}\u{627}\u{628} \u{64A}\u{641} \u{639}\u{642}\u{64E}\u{651}\u{648}\u{64A}\u{64F}\u{633} \u{AB}\u{642}\u{627}\u{641}\u{62A}\u{627}\u{644}\u{627}\u{BB} \u{646}\u{625} (Macron", ".\u{644}\u{64A}\u{635}\u{627}\u{641}\u{62A}\u{644}\u{644} https://www.lemonde.fr/ar/article-1.html"]),
        ("wrap-fr-40", LTR, 40, "Le mot arabe \u{AB} \u{633}\u{644}\u{627}\u{645} \u{BB} (paix) appara\u{EE}t dans le titre \u{AB} \u{627}\u{644}\u{623}\u{647}\u{631}\u{627}\u{645} \u{BB} ; l\u{2019}accord n\u{B0} 12 \u{2013} sign\u{E9} \u{E0} Gen\u{E8}ve \u{2013} co\u{FB}tera 1 250 000 \u{20AC} !", &["Le mot arabe \u{AB} \u{645}\u{627}\u{644}\u{633} \u{BB} (paix) appara\u{EE}t", "dans le titre \u{AB} \u{645}\u{627}\u{631}\u{647}\u{623}\u{644}\u{627} \u{BB} ; l\u{2019}accord n\u{B0}", "12 \u{2013} sign\u{E9} \u{E0} Gen\u{E8}ve \u{2013} co\u{FB}tera 1 250 000", "\u{20AC} !"]),
        ("wrap-bracket-split", RTL, 12, "\u{643}\u{644}\u{645}\u{629} (one two three) \u{643}\u{644}\u{645}\u{629}", &["one) \u{629}\u{645}\u{644}\u{643}", "(two three", "\u{629}\u{645}\u{644}\u{643}"]),
        ("wrap-ltr-in-rtl", RTL, 20, "\u{628}\u{62F}\u{623} \u{627}\u{644}\u{627}\u{62C}\u{62A}\u{645}\u{627}\u{639} The quick brown fox jumps over \u{627}\u{646}\u{62A}\u{647}\u{649}", &["The \u{639}\u{627}\u{645}\u{62A}\u{62C}\u{627}\u{644}\u{627} \u{623}\u{62F}\u{628}", "quick brown fox", "\u{649}\u{647}\u{62A}\u{646}\u{627} jumps over"]),
        ("wrap-trailing-space", RTL, 11, "\u{633}\u{644}\u{627}\u{645} \u{639}\u{644}\u{64A}\u{643}\u{645}   \u{648}\u{631}\u{62D}\u{645}\u{629}", &["\u{645}\u{643}\u{64A}\u{644}\u{639} \u{645}\u{627}\u{644}\u{633}", "\u{629}\u{645}\u{62D}\u{631}\u{648}"]),
        ("hl-simple", RTL, 200, "\u{642}\u{627}\u{644} \u{627}\u{644}\u{627}\u{62A}\u{641}\u{627}\u{642} \u{646}\u{647}\u{627}\u{626}\u{64A}", &["\u{64A}\u{626}\u{627}\u{647}\u{646} \u{642}\u{627}\u{641}\u{62A}\u{627}\u{644}\u{627} \u{644}\u{627}\u{642}"]),
];
