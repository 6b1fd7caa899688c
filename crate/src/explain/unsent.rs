//! Why a call left no entry, as notes: facts from `audit`, words in `words/unsent.rs`.

use super::words::unsent as words;
use crate::audit::unsent;
use crate::capture::Page;
use crate::model::Url;
use crate::report::Note;

/// What keeps a page from asking for a URL, or nothing that is known.
///
/// # Errors
/// The URL is none.
pub fn why_unsent(page: &Page, url: &str) -> Result<Option<Note>, String> {
    let asked = Url::parse(url).ok_or_else(|| words::not_a_url(url))?;
    Ok(unsent(page, &asked).map(|found| words::note(&found, page, asked.as_str())))
}
