"""What an operator sees: logs, metrics, traces.

Names of events, metrics and labels are part of the public surface; each is written
down once, here, and nowhere made up on the spot.
"""
