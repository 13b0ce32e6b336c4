"""A situation or a ledger becomes the formats that people ask for."""
