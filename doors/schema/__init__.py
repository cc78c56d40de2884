"""JSON Schemas of what the commands print; shipped beside the pydantic models they come from."""
