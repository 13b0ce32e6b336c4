"""Who has really promised what, how firmly, and does it add up to a force?"""
