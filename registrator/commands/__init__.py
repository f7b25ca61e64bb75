"""The commands, one module a theme. Thin: they gather, call a verb, and show what came of it.

What a command needs it imports itself, when it is run: the whole program takes a second to load, and `registrator
alive` is asked each minute.
"""
