"""The driver: the order of the stages, and all access to files."""
