"""The whole service in one process, watched from outside.

What the demo knows of the service it learns as a user would: over HTTP, from a webhook whose
signature it checks itself, and from its mail. So what works here, works for a stranger.
"""
