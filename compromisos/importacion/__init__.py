"""Reading a plan out of the document it was written in: Word, PDF, spreadsheet or text. Pure code, no network."""
