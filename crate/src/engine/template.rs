//! Console texts with places for what differs: the formatter would cost more wasm than all the texts together.

/// The template with its arguments in the places of its `%`.
pub(super) fn fill(template: &str, arguments: &[&str]) -> String {
    let mut text = String::new();
    let mut arguments = arguments.iter();
    for (index, part) in template.split('%').enumerate() {
        if index > 0 {
            text.push_str(arguments.next().copied().unwrap_or_default());
        }
        text.push_str(part);
    }
    text
}
