"""Hessians and other second derivatives."""
