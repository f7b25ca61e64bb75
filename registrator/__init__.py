"""The shell: the only package that may import everything."""

__version__ = "0.1.0"
