"""Reports of incidents in, alerts to the right people out, with the reason.

A report enters at one end (`intake`), an alert leaves at the other (`deliver`),
and the packages stand in that order; imports only ever point down that list.
"""
