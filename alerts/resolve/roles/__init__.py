"""What every name of a report is to it: news or background, and whose hand was in it.

A subscriber must not be woken because a caption, a tally or a related headline names the place
that he watches. No rule here knows a place or a group: they read the words around names, in
nine languages, from tables that a person can read.
"""

from alerts.resolve.roles.sentences import Name
from alerts.resolve.roles.story import READ, Roles, assigning
from alerts.resolve.roles.weights import LINE

__all__ = ["LINE", "READ", "Name", "Roles", "assigning"]
