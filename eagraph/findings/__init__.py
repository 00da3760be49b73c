"""Findings over time: what a check found, since when, whose it is, what a baseline or an exemption keeps quiet.

A finding is known by its rule and subjects (`Finding.finding`), so that it is the same from run to run. It is *open* unless
a valid exemption covers it (*exempted*) or a baseline has it (*known*). Its age counts from the first recorded check that
found it since it was last gone.
"""
