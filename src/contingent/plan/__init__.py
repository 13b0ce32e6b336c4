"""Package and open questions become dates, and dates become scores when the day has come."""
