"""How fast it is, measured on the real parts: the service as processes, Kafka, the databases.

Whatever is measured runs as its users run it; whatever measures runs in processes of its own.
"""
