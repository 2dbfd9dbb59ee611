"""Alerts as signed HTTP requests.

A program that posts wherever strangers tell it to is an SSRF machine unless every address
is judged at the moment it is dialled; nothing in this room connects without that.
"""
