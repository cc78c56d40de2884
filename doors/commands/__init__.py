"""One module per command, each with a `command`; imported only when that command is called."""
