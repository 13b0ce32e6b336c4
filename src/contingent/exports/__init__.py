"""A situation, a reading or a ledger becomes the formats that people ask for."""
