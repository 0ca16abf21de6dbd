"""Losses on distances and angles."""
