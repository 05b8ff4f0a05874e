"""The command line: arguments in, words and an exit status out. No logic of reports lives here."""
