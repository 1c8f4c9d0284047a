"""The accounts of a court on the command line; what they are is in `corpora.rights` and `corpora.store`."""
