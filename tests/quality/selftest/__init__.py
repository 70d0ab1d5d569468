"""Proves the scorer on cases made by hand: `tests/quality/run --self-test`."""
