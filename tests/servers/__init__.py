"""The servers that the tests speak to are the real ones, started here.

A broker or a database that only imitates would prove that we agree with the
imitation. So Apache Kafka and PostgreSQL themselves run as children of the test
run, on ports of their own, and are gone when it ends.
"""
