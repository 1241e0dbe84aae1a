"""The only doors for writes: one function per thing a person does."""
