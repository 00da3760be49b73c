"""Checks of the landscape's own integrity: is what it says possible, and does it agree with itself?"""
