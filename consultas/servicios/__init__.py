"""The only doors for writes of this floor."""
