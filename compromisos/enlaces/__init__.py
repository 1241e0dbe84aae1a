"""Evidence links: the one fetcher of the product, text copies and the rule of their state. Without Django."""
