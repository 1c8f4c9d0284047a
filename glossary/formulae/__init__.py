"""A court's formulae: sentences that recur across cases once what varies from case to case is taken out.

`skeletons` takes it out, `finding` groups what recurs with its translations, `matching` finds the formula of a new
sentence, `reusing` writes its translation with the new sentence's numbers, dates and names.
"""

from glossary.formulae.model import (
    Carried,
    Example,
    Formula,
    Left,
    Reuse,
    Slot,
    SlotKind,
    Status,
    Translation,
)

__all__ = ["Carried", "Example", "Formula", "Left", "Reuse", "Slot", "SlotKind", "Status", "Translation"]
