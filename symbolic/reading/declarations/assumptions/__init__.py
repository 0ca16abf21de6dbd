"""What is assumed of symbols: equations, bounds, words that say them; for how long, and under which conditions."""
