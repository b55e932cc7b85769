"""From a graph to what a view shows, as plain data."""
