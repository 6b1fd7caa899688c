//! Rails with the gem `rack-cors`: an initializer. Outermost of all middleware, so that errors have its headers, too.

use super::template::Places;
use super::{File, Policy};

const INITIALIZER: &str = "
Rails.application.config.middleware.insert_before 0, Rack::Cors do
  allow do
    origins @ORIGIN_LIST@
    resource '*',
             methods: [@METHODS_LOWER@],
             headers: [@HEADER_LIST@],
             expose: [@EXPOSED_LIST@],
             credentials: @IS_CREDENTIALED@,
             max_age: @MAX_AGE@
  end
end
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let lower: Vec<String> = policy.methods().iter().map(|name| name.to_ascii_lowercase()).collect();
    let places =
        Places::of(policy).lists(policy, "'").with("METHODS_LOWER", super::template::quoted(&lower, "'"));
    vec![File::new("cors.rb", places.fill(INITIALIZER))]
}
