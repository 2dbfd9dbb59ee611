"""`alerts demo`: the whole service in one process, with nothing to install."""
