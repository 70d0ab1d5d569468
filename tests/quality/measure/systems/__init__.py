"""The systems that are compared. Each is a function of documents that gives for each what it found, in order."""
