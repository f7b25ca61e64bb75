"""The words of the house. Standard library only; every other package speaks with these types."""
