"""Measuring of finished files: the same functions serve the tests and the tables of docs/typesetting.md."""
