"""Rules against one report: which match, and why.

Pure: the index answers fast, `explain` answers slowly and obviously, and tests hold
the one against the other.
"""
