"""Figures about the graph as a whole: pure functions from rows of linear queries to rows.

What pairs everybody with everybody is no question for an engine: pairs are counted here, from one
row for each time somebody was in a session, with numpy and scipy; networkx does the rest.
"""
