"""The one place where everything meets.

Settings end here: what is built gets plain values. What is started is torn down in
reverse. Clock and chance are read here alone, and handed on as arguments.
"""
