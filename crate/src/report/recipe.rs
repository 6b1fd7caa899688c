//! What to write into a server's configuration.

use super::Inline;
use serde::Serialize;

/// What to write into a server's configuration.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recipe {
    /// Which server: `nginx`, `express`, …
    pub stack: &'static str,
    /// What its makers call it.
    pub title: &'static str,
    /// The files.
    pub files: Vec<RecipeFile>,
    /// Where they go, and what they need.
    pub notes: Vec<Inline>,
    /// The real server was run with it, and a browser let the calls through; else only the format was checked.
    pub tested: bool,
    /// The captured answers name this server, or hint at it.
    pub guessed: bool,
    /// They name it; else what was guessed may be another server.
    pub sure: bool,
    /// On what the guess rests; nothing where there is none.
    pub because: Vec<Inline>,
}

/// A file of a recipe.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecipeFile {
    /// What it could be called.
    pub name: &'static str,
    /// All of it.
    pub text: String,
}
