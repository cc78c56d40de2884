"""Which gateway leads where, and which route takes a request."""
