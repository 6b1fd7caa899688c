/** What was typed can't be done: its message names the option and what to type instead. */
export class UsageError extends Error {}
