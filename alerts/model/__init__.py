"""The values every room speaks.

They are frozen, do no I/O and read no clock, so any of them can be made in a
test by writing it down.
"""
