"""A draft under review: its versions with what was found in them, and what people said to it. Pure.

`opening` checks two documents, `marks` know a finding again when the draft comes back after edits, `rows` lay text and
findings side by side. The draft itself is never changed.
"""
