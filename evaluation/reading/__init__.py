"""How well reading does on public sets that others labelled; none of their text is kept here."""
