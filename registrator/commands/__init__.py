"""The commands, one module a theme. Thin: they gather, call a verb, and show what came of it."""
