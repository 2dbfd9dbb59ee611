"""Kafka in: reports are read in batches, and an offset is committed only once all
that a batch says is in the database.

What cannot be a report goes to the dead letters with its bytes as they came; nothing
stops the consumer, nothing is dropped.
"""
