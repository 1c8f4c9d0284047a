"""File formats of practice: papers, records and sheets as docx, results and records as xlsx, decks for Anki."""
