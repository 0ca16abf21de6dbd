"""One formula: characters → tokens → syntax, and back to LaTeX.  Nothing is decided here of what a name means."""
