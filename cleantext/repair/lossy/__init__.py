"""Floor 1: characters whose bytes are gone for good: where one was lost, which one, how surely."""
