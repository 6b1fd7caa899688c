//! What `User-Agent` says of the browser.

use crate::model::{Header, digits};

/// The major version of a product, where header lines name it. Headless Chromium calls itself another name that ends so.
#[must_use]
pub fn version(lines: &[Header], product: &str) -> Option<u64> {
    let agent = lines.iter().find(|line| line.name.eq_ignore_case("User-Agent"))?.value.to_isomorphic();
    let mut words = agent.split([' ', '/', '.']);
    words.find(|word| word.ends_with(product))?;
    digits(words.next()?.as_bytes())
}
