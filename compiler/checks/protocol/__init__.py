"""What becomes of headers, bodies and protocols on the way."""
