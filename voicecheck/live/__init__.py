"""While writing, in a terminal: a prompt that scores what is typed, and a watch over drafts."""
