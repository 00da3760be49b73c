"""The course of an outage: when each thing is down, what waits for what, and which promises that breaks."""
