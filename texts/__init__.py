"""What is done with words alone, whoever wrote them: a leaf that every app may use."""
