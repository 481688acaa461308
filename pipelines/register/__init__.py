"""The embedded register: acts written down by hand, one file a regime."""
