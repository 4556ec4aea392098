//! tantivy, in the two ways in which it can look for the beginning of a word exactly: by an automaton that runs over its
//! dictionary, and by a field that holds the first letters of all words. Counts are made of columns, and so is the order.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query, RegexQuery, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocId, Index, Order, Score, Searcher, SegmentOrdinal, SegmentReader, TantivyDocument, Term};

use crate::corpus::Story;
use crate::words::{self, Wanted};
use crate::{Engine, N_ROWS};

/// As much memory as its writer may have.
const MEMORY: usize = 256 << 20;
/// So many letters of each word are a word of the second field.
const MOST_LETTERS: usize = 3;

/// With an automaton.
pub struct Plain(Searched);
/// With the first letters in a field of their own.
pub struct Edges(Searched);

impl Engine for Plain {
    fn build(stories: &mut dyn Iterator<Item = Story>, folder: &Path) -> Result<Self, Box<dyn Error>> {
        Searched::build(stories, folder, false).map(Plain)
    }

    fn key(&self, typed: &str) -> Result<usize, Box<dyn Error>> {
        self.0.key(typed)
    }
}

impl Engine for Edges {
    fn build(stories: &mut dyn Iterator<Item = Story>, folder: &Path) -> Result<Self, Box<dyn Error>> {
        Searched::build(stories, folder, true).map(Edges)
    }

    fn key(&self, typed: &str) -> Result<usize, Box<dyn Error>> {
        self.0.key(typed)
    }
}

struct Searched {
    searcher: Searcher,
    text: Field,
    edges: Option<Field>,
}

impl Searched {
    fn build(
        stories: &mut dyn Iterator<Item = Story>,
        folder: &Path,
        has_edges: bool,
    ) -> Result<Searched, Box<dyn Error>> {
        let mut schema = Schema::builder();
        let indexed = |option| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false).set_index_option(option),
            )
        };
        let text = schema.add_text_field("text", indexed(IndexRecordOption::WithFreqsAndPositions));
        let edges = has_edges.then(|| schema.add_text_field("edges", indexed(IndexRecordOption::Basic)));
        let [outlet, year, newest] = ["outlet", "year", "newest"].map(|name| schema.add_u64_field(name, FAST));
        let index = Index::create_in_dir(folder, schema.build())?;
        let mut writer = index.writer_with_num_threads(1, MEMORY)?;
        let mut outlets = HashMap::new();
        let mut add = |story: Story| -> Result<(), Box<dyn Error>> {
            let n_outlets = outlets.len() as u64;
            let number = *outlets.entry(story.outlet.clone()).or_insert(n_outlets);
            let mut document = TantivyDocument::default();
            let (mut tokens, mut beginnings) = (Vec::new(), Vec::new());
            words::each_form(&story, |place, form| {
                tokens.push(token(place, form));
                let letters = form.char_indices().map(|(at, c)| &form[..at + c.len_utf8()]);
                beginnings.extend(letters.take(MOST_LETTERS).map(str::to_owned));
            });
            document.add_pre_tokenized_text(text, PreTokenizedString { text: String::new(), tokens });
            if let Some(edges) = edges {
                beginnings.sort_unstable();
                beginnings.dedup();
                let tokens = beginnings.iter().map(|beginning| token(0, beginning)).collect();
                document.add_pre_tokenized_text(edges, PreTokenizedString { text: String::new(), tokens });
            }
            document.add_u64(outlet, number);
            document.add_u64(year, story.year as u64);
            document.add_u64(newest, words::rank(&story));
            writer.add_document(document)?;
            Ok(())
        };
        for story in stories {
            add(story)?;
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        Ok(Searched { searcher: index.reader()?.searcher(), text, edges })
    }

    fn key(&self, typed: &str) -> Result<usize, Box<dyn Error>> {
        let wanted: Vec<(Occur, Box<dyn Query>)> = words::wanted(typed)
            .iter()
            .map(|wanted| Ok((Occur::Must, self.query(wanted)?)))
            .collect::<tantivy::Result<_>>()?;
        let query: Box<dyn Query> =
            if wanted.is_empty() { Box::new(AllQuery) } else { Box::new(BooleanQuery::new(wanted)) };
        let newest = TopDocs::with_limit(N_ROWS).order_by_u64_field("newest", Order::Desc);
        let (rows, counts) = self.searcher.search(&query, &(newest, Counting))?;
        let n_hits: u64 = counts.years.iter().sum();
        assert!(rows.len() == N_ROWS.min(n_hits as usize) && n_hits == counts.outlets.iter().sum::<u64>());
        Ok(n_hits as usize)
    }

    fn query(&self, wanted: &Wanted) -> tantivy::Result<Box<dyn Query>> {
        let term = |field: Field, form: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, form), IndexRecordOption::Basic))
        };
        if !wanted.is_prefix {
            let forms = wanted.forms.iter().map(|form| (Occur::Should, term(self.text, form)));
            return Ok(Box::new(BooleanQuery::new(forms.collect())));
        }
        let prefix = &wanted.forms[0];
        match self.edges.filter(|_| prefix.chars().count() <= MOST_LETTERS) {
            Some(edges) => Ok(term(edges, prefix)),
            // Words are letters and digits, so nothing in them means anything to a regex.
            None => Ok(Box::new(RegexQuery::from_pattern(&format!("{prefix}.*"), self.text)?)),
        }
    }
}

fn token(place: usize, text: &str) -> Token {
    Token { offset_from: 0, offset_to: 0, position: place, text: text.to_owned(), position_length: 1 }
}

/// Counts hits by outlet and by year.
struct Counting;

struct CountingSegment {
    columns: [Column<u64>; 2],
    values: Vec<Option<u64>>,
    counts: Counts,
}

/// By number of outlet, and by year.
#[derive(Default)]
struct Counts {
    outlets: Vec<u64>,
    years: Vec<u64>,
}

impl Collector for Counting {
    type Fruit = Counts;
    type Child = CountingSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<CountingSegment> {
        let [outlet, year] = ["outlet", "year"].map(|name| segment.fast_fields().u64(name));
        let columns = [outlet?, year?];
        let [outlets, years] = [0, 1].map(|idx| vec![0; columns[idx].max_value() as usize + 1]);
        Ok(CountingSegment { columns, values: Vec::new(), counts: Counts { outlets, years } })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for Counts { outlets, years } in segments {
            for (all, counts) in [(&mut all.outlets, outlets), (&mut all.years, years)] {
                all.resize(all.len().max(counts.len()), 0);
                all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for CountingSegment {
    type Fruit = Counts;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.collect_block(&[doc]);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        for (column, counts) in self.columns.iter().zip([&mut self.counts.outlets, &mut self.counts.years]) {
            self.values.clear();
            self.values.resize(docs.len(), None);
            column.first_vals(docs, &mut self.values);
            self.values.iter().flatten().for_each(|value| counts[*value as usize] += 1);
        }
    }

    fn harvest(self) -> Counts {
        self.counts
    }
}
