"""The vocabulary: frozen types (msgspec structs) that the stages hand each other. No input or output."""
