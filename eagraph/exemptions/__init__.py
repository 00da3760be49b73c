"""Exemptions: dated decisions of the control function that spare a thing from a rule; made, ended, and seen to end."""
