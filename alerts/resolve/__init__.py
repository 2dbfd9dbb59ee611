"""Names in text become entities here, each with the words that named it.

Pure: the gazetteer is read once, and from then on a report goes in and a resolution
comes out. Nothing is guessed: what cannot be decided is said to be ambiguous.
"""
