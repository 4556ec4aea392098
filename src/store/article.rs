//! An article of a library, held by whoever looks at it.
//!
//! Documents are decoded when somebody looks, and forgotten when nobody does: a reference keeps its document alive, and
//! cloning it is copying a pointer.

use std::sync::{Arc, OnceLock};

use crate::model::article::{Article, Block, Dating};
use crate::model::document::{Document, Pair};
use crate::model::lang::Lang;
use crate::store::headline::{self, Headline};
use crate::store::id::ArticleId;
use crate::store::text_hash::TextHash;
use crate::text::clean::Clean;

/// An article where it stands, with its document.
#[derive(Clone, Debug)]
pub struct ArticleRef {
    document: Arc<Document>,
    /// Index into the articles of the document, which has one there.
    place: usize,
    id: ArticleId,
    text: TextHash,
    made_up: OnceLock<Clean>,
}

impl ArticleRef {
    /// The article at `place` of a document; `None` if it has none there.
    pub(super) fn new(document: Arc<Document>, place: usize, id: ArticleId, text: TextHash) -> Option<ArticleRef> {
        document.articles.get(place)?;
        Some(ArticleRef { document, place, id, text, made_up: OnceLock::new() })
    }

    /// Its short name.
    pub fn id(&self) -> ArticleId {
        self.id
    }

    /// What its text is known by, wherever its page is: what marks are bound to.
    pub fn text_hash(&self) -> TextHash {
        self.text
    }

    /// The headline the document prints.
    pub fn title(&self) -> Option<&Clean> {
        self.article().title.value.as_ref()
    }

    /// The headline, or the first sentence in its place.
    pub fn headline(&self) -> Headline<'_> {
        match self.title() {
            Some(title) => Headline::Printed(title),
            None => {
                Headline::MadeUp(self.made_up.get_or_init(|| headline::made_up(self.article(), &self.document.origin)))
            }
        }
    }

    /// The outlet as this article names it; the group's commonest spelling is its facet's label.
    pub fn outlet(&self) -> Option<&Clean> {
        self.article().outlet.value.as_ref()
    }

    /// When it was published, with bounds.
    pub fn published(&self) -> &Dating {
        &self.article().published
    }

    /// Its languages in order of first use.
    pub fn languages(&self) -> &[Lang] {
        &self.article().languages
    }

    /// Its body.
    pub fn blocks(&self) -> &[Block] {
        &self.article().blocks
    }

    /// Characters in its headline or its text overrode the order of others.
    pub fn is_overridden(&self) -> bool {
        let overridden = &self.document.overridden;
        let is_in = |line: &u32| overridden.binary_search(line).is_ok();
        !overridden.is_empty()
            && (self.article().title_line.iter().any(is_in)
                || self.blocks().iter().flat_map(|block| &block.lines).any(is_in))
    }

    /// Its blocks that say the same in French and in Arabic.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> {
        let ordinal = self.article().ordinal;
        self.document.pairs.iter().filter(move |pair| pair.article == ordinal).copied()
    }

    /// The article itself.
    pub fn article(&self) -> &Article {
        &self.document.articles[self.place]
    }

    /// The document it stands in.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }
}
