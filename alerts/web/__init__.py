"""The service as people and programs reach it over HTTP.

Every route is written down once, as a value: that one table is served, and described in
the OpenAPI document, so the two cannot tell different stories.
"""
