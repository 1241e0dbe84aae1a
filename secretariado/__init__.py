"""Who takes part and the record of it: accounts, states, institutions, STL, sessions, the log."""
