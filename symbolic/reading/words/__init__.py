"""What words say, from their letters alone: properties, phrases, whether a sentence asserts, sizes."""
