"""Emit: the back ends. Each turns a document into the bytes of one format."""
