"""Prose: what the sentences of a report state about numbers. Language and arithmetic only; the form is data."""
