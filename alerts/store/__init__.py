"""What must outlive the process, on SQLite and PostgreSQL alike.

One code serves both, and one contract suite holds both to the same promises: a small
user's file and a large user's cluster must not differ in what they lose (nothing).
"""
