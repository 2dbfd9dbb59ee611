"""Alerts as letters that a person reads on a phone, at night, and must understand at once.

Whatever a stranger wrote is shown as text and as nothing else: no markup, no remote picture,
no header of its own. A letter can always be stopped, with one click.
"""
