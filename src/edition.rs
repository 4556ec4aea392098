//! The built-in edition: short documents written for this project, in the shapes that real archives have.
//!
//! It is the tour for a new reader, what is shown when no archive was ever opened, and the fixture of the screen tests.

macro_rules! page {
    ($name:literal) => {
        ($name, include_str!(concat!("../assets/edition/", $name)))
    };
}

/// File name and text of each page, in the order of the folder.
pub const PAGES: &[(&str, &str)] = &[
    page!("a-short-guide-to-the-newsstand.txt"),
    page!("bibliotheque-de-nuit.txt"),
    page!("communique-du-phare.txt"),
    page!("concert-des-brumes.txt"),
    page!("la-crue.txt"),
    page!("la-grande-maree.txt"),
    page!("layali-an-nujum.txt"),
    page!("le-jardin-des-citernes.txt"),
    page!("le-kiosque-ouvre.txt"),
    page!("les-hirondelles-de-la-gare.txt"),
    page!("lettre-de-l-ile.txt"),
    page!("regate-des-trois-iles.txt"),
    page!("revue-du-port.txt"),
    page!("sanat-az-zayt.txt"),
    page!("souq-al-kutub.txt"),
    page!("yad-al-khattat.txt"),
];

#[cfg(test)]
mod tests {
    use std::fs;

    use super::PAGES;

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/edition");
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".txt"))
            .collect();
        names.sort();
        assert_eq!(PAGES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    }
}
