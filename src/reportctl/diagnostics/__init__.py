"""Diagnostics: findings, rules and forms as text, for people and for machines. Nothing here prints."""
