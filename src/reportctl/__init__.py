"""reportctl: a compiler for statutory annual reports."""

__version__ = "0.1.0"
