"""The context while it is made: what declarations add up to, and what is inferred of symbols that have none."""
