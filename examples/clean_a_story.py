"""Clean one scraped story, and see why each piece went.

Run it from anywhere: python examples/clean_a_story.py
"""

from pathlib import Path

from cleantext import clean, explain

STORY = Path(__file__).parent / "corpus" / "harbour-courier" / "ferry-returns.txt"

scraped = STORY.read_text(encoding="utf-8")
print(clean(scraped))

print("What went, and why:")
for change in explain(scraped).changes:
    print(f"  {change.step} {change.rule} at {change.start}: {change.before!r} -> {change.after!r}")
