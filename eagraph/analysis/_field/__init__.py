"""Sensors and devices in the field: which there are, in which fleets, network zones and places, and the ways of their data.

The questions of the IoT lens share these; none of them knows another.
"""
