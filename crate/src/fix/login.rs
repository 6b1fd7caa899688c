//! Redirects to login pages: what a session that has ended looks like to a page.

use crate::fetch::{Cause, Evaluation, Phase};
use crate::model::{Url, UrlChange};

/// A redirect to a login page.
pub struct LoginRedirect<'a> {
    /// The hop that was answered by it.
    pub hop: u32,
    /// Where it leads.
    pub page: &'a str,
}

/// The redirect to a login page at which, or behind which, a cause was met.
#[must_use]
pub fn login_redirect<'a>(run: &'a Evaluation, cause: &Cause) -> Option<LoginRedirect<'a>> {
    let followed = (0..cause.hop).zip(run.urls.iter().zip(run.urls.iter().skip(1)));
    let refused = (cause.phase == Phase::Redirect)
        .then(|| Some((cause.hop, (run.urls.get(usize::try_from(cause.hop).ok()?)?, &run.target))))
        .flatten();
    let mut redirects = followed.chain(refused);
    let (hop, (_, page)) = redirects.find(|(_, (asked, target))| leads_to_login(asked, target))?;
    Some(LoginRedirect { hop, page })
}

/// Whether what a URL is redirected to looks like a login page.
#[must_use]
pub fn leads_to_login(asked: &str, target: &str) -> bool {
    let urls = Url::parse(asked).zip(Url::parse(target));
    urls.is_some_and(|(asked, target)| UrlChange::between(&asked, &target) == UrlChange::Login)
}
