//! Recipes as they are shown: files from `fix`, words from `words/recipes.rs`.

use super::words::recipes as words;
use crate::capture::Judgement;
use crate::fix::{self, Policy, STACKS, Stack};
use crate::report::{Recipe, RecipeFile};

/// The stack of a name, or none where none is named.
///
/// # Errors
/// A sentence that lists the names there are.
pub fn stack(name: Option<&str>) -> Result<Option<&'static Stack>, String> {
    let Some(name) = name else { return Ok(None) };
    fix::named(name).map(Some).ok_or_else(|| words::no_such_stack(name))
}

/// What to write into the servers' configurations for these calls: those first that the answers name or hint at, or only the
/// one asked for. Nothing where there is no policy that is safe.
#[must_use]
pub fn recipes(judgements: &[Judgement], asked: Option<&'static Stack>) -> Vec<Recipe> {
    let Some(policy) = Policy::of(judgements) else { return Vec::new() };
    let guessed = fix::guess(judgements);
    let guess = |stack: &Stack| guessed.iter().find(|guess| guess.stack == stack);
    let others = STACKS.iter().filter(|stack| guess(stack).is_none());
    let all = guessed.iter().map(|guess| guess.stack).chain(others);
    let shown = |stack: &Stack| Recipe {
        stack: stack.name,
        title: stack.title,
        files: fix::recipes::files(stack, &policy)
            .into_iter()
            .map(|file| RecipeFile { name: file.name, text: file.text })
            .collect(),
        notes: words::notes(stack),
        tested: stack.tested,
        guessed: guess(stack).is_some(),
        sure: guess(stack).is_some_and(|guess| guess.sign.is_name),
        because: guess(stack).map(words::sign).unwrap_or_default(),
    };
    all.filter(|stack| asked.is_none_or(|asked| asked == *stack))
        .map(shown)
        .filter(|recipe| !recipe.files.is_empty())
        .collect()
}
