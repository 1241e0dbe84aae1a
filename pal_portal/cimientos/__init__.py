"""Ground floor: kit without domain that every app may import. One job per file; imports nothing of ours."""
