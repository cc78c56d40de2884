"""How findings are put in front of people and machines: text and JSON."""
