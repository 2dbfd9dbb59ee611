"""From a recorded delivery to the receiver's own answer.

A channel turns one delivery into one outcome; `retry` says what becomes of it; the
dispatcher does both and forgets nothing. What a crash interrupts is sent again under the
same id, never lost.
"""
