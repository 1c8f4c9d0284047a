"""aligner."""
