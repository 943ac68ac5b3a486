# Made by `cargo xtask generate`; changes here are lost.
"""The operations, a module a tag."""
