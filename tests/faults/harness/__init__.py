"""Fault injection: spaces to work in, faults to inject, and the tally of what landed."""
