"""Floor 1: bytes -> str, by what they declare, what they are, and what they are most like."""
