"""What a program promises, and the rules that it sets itself."""
