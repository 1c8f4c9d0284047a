def to_tibetan(text): return None
