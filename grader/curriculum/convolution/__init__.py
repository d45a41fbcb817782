"""What is known of unit 9, convolutions: checks, wrong ideas, figures."""
