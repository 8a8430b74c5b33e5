"""Benchmarks: ``python -m benchmarks speed repair``; each writes what it measured as JSON."""
