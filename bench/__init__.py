"""Benchmarks: how fast the window models are, measured against what the machine can do at all."""
