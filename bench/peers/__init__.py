"""Others' matchers, in programs of their own: the same rules and reports in, figures out."""
