//! One segment of several, without what is gone.
//!
//! Documents are copied as the bytes they are and in their order; what is kept in memory is a row an article, and the words
//! that the index merges. What comes out is what would have been built of the documents that are left.

use std::collections::BTreeMap;
use std::io::{self, Write};

use zerocopy::little_endian::{U32, U64};

use crate::model::lang::Lang;
use crate::store::bits::Bits;
use crate::store::cells::Outlet;
use crate::store::groups::OutletKey;
use crate::store::index::{self, DROPPED};
use crate::store::mined::MinedNames;
use crate::store::segment::build::mined;
use crate::store::segment::layout::{Damage, File, Section, Writer};
use crate::store::segment::plan::{Plan, Row};
use crate::store::segment::{Segment, record};
use crate::store::sketch::Sketch;
use crate::text::clean::Clean;

/// A segment that is merged, and its documents that are gone.
pub(super) type Input<'a> = (&'a Segment, Option<&'a Bits>);

/// Writes the merged segment. What is damaged is not made part of something sound: it is an error.
pub(super) fn merge(inputs: &[Input<'_>], out: impl Write) -> io::Result<()> {
    for (segment, _) in inputs {
        segment.verify(&mut || true)?;
    }
    let mut writer = Writer::new(out)?;
    write_records(&mut writer, inputs)?;
    let (outlets, places) = outlets(inputs);
    let (rows, firsts) = rows(inputs, &places);
    let plan = Plan::new(rows, outlets);
    let numbers = numbers(inputs, &plan);
    plan.write(&mut writer, files(inputs), &firsts, &languages(inputs, &numbers, plan.n_articles()))?;
    writer.write_all(&names(inputs).to_bytes())?;
    writer.end(Section::Names)?;
    let n_articles = plan.n_articles();
    writer.column(Section::Sketches, column(inputs, &numbers, n_articles, Segment::sketches, Sketch::EMPTY))?;
    writer.column(Section::Texts, column(inputs, &numbers, n_articles, Segment::text_hashes, U64::ZERO))?;
    let indexes: Vec<index::Input<'_>> = inputs
        .iter()
        .zip(&numbers)
        .map(|((segment, _), new_numbers)| index::Input { index: segment.index(), new_numbers })
        .collect();
    index::merge(&indexes, plan.n_articles(), &mut writer)?;
    writer.end(Section::Index)?;
    writer.finish(plan.n_articles(), firsts.len() as u32 - 1)?;
    Ok(())
}

/// The documents of a segment that are left.
fn documents((segment, dead): Input<'_>) -> impl Iterator<Item = u32> {
    (0..segment.n_documents()).filter(move |number| !dead.is_some_and(|dead| dead.contains(*number)))
}

/// The articles of a segment that are left, as they were read.
fn articles(input: Input<'_>) -> impl Iterator<Item = u32> {
    documents(input).flat_map(move |number| input.0.articles_of(number))
}

fn write_records(writer: &mut Writer<impl Write>, inputs: &[Input<'_>]) -> io::Result<()> {
    let (mut starts, mut sums) = (vec![U64::new(0)], Vec::new());
    let mut end = 0;
    for input in inputs {
        for number in documents(*input) {
            let record = input.0.record(number).ok_or(Damage::Section("records"))?;
            writer.write_all(record)?;
            end += record.len() as u64;
            starts.push(end.into());
            sums.push(U32::new(record::sum(record)));
        }
    }
    writer.end(Section::Records)?;
    writer.column(Section::RecordStarts, starts)?;
    writer.column(Section::RecordSums, sums)
}

/// For each outlet of a segment and each of its spellings the new indices of both.
type Places = Vec<Vec<(u32, u16)>>;

/// The outlets that the articles that are left name, and where those of each segment stand among them.
fn outlets(inputs: &[Input<'_>]) -> (Vec<Outlet>, Vec<Places>) {
    let mut found: BTreeMap<&OutletKey, BTreeMap<&Clean, u32>> = BTreeMap::new();
    for input in inputs {
        let outlets = input.0.cells().outlets();
        let mut counts: Vec<Vec<u32>> = outlets.iter().map(|outlet| vec![0; outlet.spellings.len()]).collect();
        for (outlet, spelling) in articles(*input).filter_map(|article| input.0.spelling(article)) {
            if let Some(count) =
                counts.get_mut(outlet as usize).and_then(|counts| counts.get_mut(usize::from(spelling)))
            {
                *count += 1;
            }
        }
        for (outlet, counts) in outlets.iter().zip(counts) {
            for ((spelling, _), count) in outlet.spellings.iter().zip(counts).filter(|(_, count)| *count > 0) {
                *found.entry(&outlet.key).or_default().entry(spelling).or_default() += count;
            }
        }
    }
    let spellings =
        |spellings: &BTreeMap<&Clean, u32>| spellings.iter().map(|(name, n)| (Clean::clone(name), *n)).collect();
    let merged: Vec<Outlet> =
        found.iter().map(|(key, of)| Outlet { key: OutletKey::clone(key), spellings: spellings(of) }).collect();
    let place = |outlet: &Outlet| {
        let idx = merged.partition_point(|other| other.key < outlet.key);
        let among = merged.get(idx).map(|outlet| &*outlet.spellings).unwrap_or_default();
        let spelling = |(name, _): &(Clean, u32)| {
            let spelling = among.partition_point(|(other, _)| other < name);
            (idx as u32, u16::try_from(spelling).unwrap_or(u16::MAX))
        };
        outlet.spellings.iter().map(spelling).collect()
    };
    let places = inputs.iter().map(|(segment, _)| segment.cells().outlets().iter().map(place).collect()).collect();
    (merged, places)
}

/// A row for each article that is left, and where the articles of each document begin among them.
fn rows(inputs: &[Input<'_>], places: &[Places]) -> (Vec<Row>, Vec<u32>) {
    let (mut rows, mut firsts) = (Vec::new(), vec![0]);
    for (input, places) in inputs.iter().zip(places) {
        let segment = input.0;
        for number in documents(*input) {
            for article in segment.articles_of(number) {
                let place = segment
                    .spelling(article)
                    .and_then(|(outlet, spelling)| places.get(outlet as usize)?.get(usize::from(spelling)).copied());
                let (outlet, spelling) = place.unwrap_or_default();
                rows.push(Row {
                    date: segment.date(article).map_or(0, u32::from),
                    outlet,
                    spelling,
                    read: rows.len() as u32,
                    id: segment.id(article).map_or(0, u64::from),
                });
            }
            firsts.push(rows.len() as u32);
        }
    }
    (rows, firsts)
}

/// For each article of each segment its new number.
fn numbers(inputs: &[Input<'_>], plan: &Plan) -> Vec<Vec<u32>> {
    let mut as_read = plan.as_read.iter();
    let numbered = |input: &Input<'_>| {
        let mut numbers = vec![DROPPED; input.0.len()];
        for article in articles(*input) {
            if let (Some(number), Some(new)) = (numbers.get_mut(article as usize), as_read.next()) {
                *number = *new;
            }
        }
        numbers
    };
    inputs.iter().map(numbered).collect()
}

fn files(inputs: &[Input<'_>]) -> Vec<File> {
    let (mut files, mut n_before) = (Vec::new(), 0);
    for input in inputs {
        let mut numbers = vec![DROPPED; input.0.n_documents() as usize];
        for number in documents(*input) {
            numbers[number as usize] = n_before;
            n_before += 1;
        }
        let kept = |file: &File| match numbers.get(file.document.get() as usize) {
            None | Some(&DROPPED) => None,
            Some(number) => Some(File { document: U32::new(*number), ..*file }),
        };
        files.extend(input.0.files().iter().filter_map(kept));
    }
    files
}

/// The articles of each language.
fn languages(inputs: &[Input<'_>], numbers: &[Vec<u32>], n_articles: u32) -> Vec<(Lang, Bits)> {
    let mut languages: BTreeMap<Lang, Bits> = BTreeMap::new();
    for ((segment, _), numbers) in inputs.iter().zip(numbers) {
        for (lang, articles) in segment.languages() {
            let new =
                articles.iter().filter_map(|article| numbers.get(article as usize)).filter(|new| **new != DROPPED);
            new.for_each(|new| languages.entry(*lang).or_insert_with(|| Bits::new(n_articles)).set(*new));
        }
    }
    languages.into_iter().collect()
}

/// A column of the articles that are left; what no segment has is `none`.
fn column<'s, T: Copy>(
    inputs: &[Input<'s>],
    numbers: &[Vec<u32>],
    n_articles: u32,
    of: fn(&'s Segment) -> &'s [T],
    none: T,
) -> Vec<T> {
    let mut places = vec![none; n_articles as usize];
    for ((segment, _), numbers) in inputs.iter().zip(numbers) {
        for (new, value) in numbers.iter().zip(of(segment)) {
            if let Some(place) = places.get_mut(*new as usize) {
                *place = *value;
            }
        }
    }
    places
}

/// The names that were found in what is left.
fn names(inputs: &[Input<'_>]) -> MinedNames {
    let mut names = MinedNames::default();
    for (segment, dead) in inputs {
        names.merge(&MinedNames::from_bytes(segment.names()));
        let gone = dead.iter().flat_map(|dead| dead.iter()).filter_map(|number| segment.document(number));
        for document in gone {
            names.take_out(&mined([&*document].into_iter()));
        }
    }
    names
}
