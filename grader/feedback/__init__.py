"""What is told of a failure: the call in a student's words, and the idea behind the mistake."""
