"""The vocabulary: frozen types that the stages hand each other. Standard library only, no input or output."""
