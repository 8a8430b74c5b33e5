"""Find near-duplicates in a list of texts, without any file.

Run it from anywhere: python examples/find_duplicates.py
"""

from cleantext import DedupeOptions, dedupe

BODY = (
    "The packing house at Marrow will stay open through the winter, its owners said on Wednesday, "
    "and take in apples from three neighbouring valleys to make up for the cherries that were lost "
    "in the spring. About sixty people work there in the season."
)
OTHER = (
    "The old lighthouse opens its doors for one night in the year, and this year it was Saturday."
)

stories = [
    ("wire/1", f"MARROW (Northwire) - {BODY}"),
    ("valley-post/7", f"By Lena Marsh. {BODY}"),
    ("harbour-courier/3", OTHER),
]
result = dedupe(stories, DedupeOptions(threshold=0.7))
print("kept:", ", ".join(result.kept_ids))
for duplicate in result.duplicates:
    print(f"dropped: {duplicate.id}, {duplicate.similarity:.2f} like {duplicate.duplicate_of}")
