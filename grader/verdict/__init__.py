"""Where the verdict is made: trusted processes, the checks' session in them, and the hosts of a student's code."""
