"""The demo: a practice workspace in the browser, and a critical day in the terminal."""
