"""Kafka in: an offset is committed only once all that its batch says is in the database.

What cannot be a report goes to the dead letters with its bytes as they came; nothing
stops the consumer, nothing is dropped.
"""
