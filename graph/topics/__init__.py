"""Issues followed across meetings: their words, kept in a file, and where texts have them."""
