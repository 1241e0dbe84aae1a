"""The record: the hash-chained log and the stored files."""
