"""Registers of others, made into gazetteer files of our form.

A register knows thousands of places and nothing of what we know of them: so what is ours
already stays one entity, and what it adds comes with names that need a cue where they are words.
"""
