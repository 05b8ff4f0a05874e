"""Verify: what was emitted is read back from its bytes and compared with the document tree."""
