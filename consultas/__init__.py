"""Taking part: consultations, contributions, comments, moderation. The next issues build it."""
