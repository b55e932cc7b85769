"""The action ledger: what was to be done, followed through meetings."""
