"""Reports from theatre become indicators, and a plan for aid convoys that have been attacked."""
