"""Rules kept in files beside other code: read, tried, compared with the server's and put there.

A file is what its owner wants to be true. So nothing here guesses: what is wrong is told with its
line, what would change is shown first, and what somebody else changed meanwhile is left alone.
"""
